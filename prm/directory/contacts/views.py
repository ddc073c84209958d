"""People at an account: the account's page lists them, two forms enter and edit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.accounts.actions import Changed
from prm.directory.accounts.frame import frame, load
from prm.directory.accounts.permissions import may_enter_contact
from prm.directory.contacts import actions
from prm.directory.contacts.forms import ContactForm, typed_again
from prm.directory.contacts.permissions import may_edit_contact
from prm.directory.contacts.reading import contacts_page
from prm.directory.contacts.words import known_at_first, only_for
from prm.directory.models import Contact


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """The account, opened at its contacts."""
    account = load(key, request.actor)
    context = frame(account, request.actor, "contacts")
    context["page"] = contacts_page(account, request.GET.get("cursor", ""), request.actor)
    context["known_at_first"] = known_at_first(request.actor.organization_name)
    return render(request, "directory/contacts/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_contact(request: PortalRequest, key: str) -> HttpResponse:
    """New contact; it belongs to the company of whoever enters it."""
    account = load(key, request.actor)
    if not may_enter_contact(request.actor, account):  # type: ignore[arg-type]
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, account=account, actor=request.actor)
    if form.is_valid():
        contact = Contact(account=account, partner_id=request.actor.organization_id or 0, **form.values())
        try:
            actions.enter_contact(contact, actor=request.actor)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("“%(name)s” was saved.") % {"name": contact.name})
            return redirect("accounts:detail", key=key)
    return _page(request, "directory/contacts/enter_contact.html", {"account": account, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: PortalRequest, key: str) -> HttpResponse:
    """Edit a contact; the second of two people who do sees what the first one made of it."""
    contact = _load(request, key)
    if not may_edit_contact(request.actor, contact):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, account=contact.account, actor=request.actor, contact=contact)
    context: dict[str, Any] = {
        "account": contact.account,
        "contact": contact,
        "form": form,
        "changed": False,
        "only_for": only_for(contact.shared, request.actor.organization_name),
    }
    if form.is_valid():
        try:
            actions.edit_contact(contact, form.values(), actor=request.actor, version=form.cleaned_data["version"] or 0)
        except Changed:
            newest = _load(request, key)
            context |= {"form": typed_again(request.POST, actor=request.actor, newest=newest), "changed": True}
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("“%(name)s” was saved.") % {"name": contact.name})
            return redirect("accounts:detail", key=contact.account.key)
    return _page(request, "directory/contacts/edit_contact.html", context)


def _load(request: PortalRequest, key: str) -> Contact:
    """The contact of an address, as far as the actor may see it: otherwise 404, as for one that is not there."""
    rows = Contact.objects.visible_to(request.actor).select_related("account")
    return get_object_or_404(rows, key=key)


def _page(request: PortalRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
