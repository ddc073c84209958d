"""The list of partners, a partner's page and the own company's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prm.core.keyset import COUNTED, counted, parse_sort
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.accounts import listing as accounts_listing
from prm.directory.accounts.permissions import may_enter_account, may_read_partners
from prm.directory.models import Account, Organization, Person
from prm.directory.partners import actions
from prm.directory.partners.filters import PartnerFilter
from prm.directory.partners.forms import PartnerEditForm, typed_again
from prm.directory.partners.frame import frame, load
from prm.directory.partners.listing import COLUMNS, DEFAULT_SORT, list_page
from prm.directory.partners.permissions import may_edit_partner, may_enter_partner, may_list_partners
from prm.directory.people import listing as people_listing


@require_safe
def partners(request: PortalRequest) -> HttpResponse:
    """The partner companies: a channel manager's own and their reports', otherwise all; no partner learns of others."""
    if not may_list_partners(request.actor):
        raise Http404
    asked = PartnerFilter(request.GET, actor=request.actor)
    found = asked.found()
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, DEFAULT_SORT)
    count = counted(found)
    context = {
        "filter": asked,
        "sort": sort,
        "page": list_page(found, sort, request.GET.get("cursor", "")),
        "count": count,
        "is_capped": count > COUNTED,
        "may_enter": may_enter_partner(request.actor),
    }
    return render(request, "directory/partners/partners.html", context)


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """A partner, opened at its people."""
    return _people(request, load(key, request.actor))


@require_safe
def company(request: PortalRequest) -> HttpResponse:
    """The own company, for a partner's people."""
    own = Organization.objects.partners().filter(pk=request.actor.organization_id).first()
    if own is None:
        raise Http404
    return _people(request, load(own.key, request.actor))


@require_safe
def accounts(request: PortalRequest, key: str) -> HttpResponse:
    """The customers that a partner works with, as far as the reader may see them."""
    partner = load(key, request.actor)
    sort = parse_sort(request.GET.get("sort", ""), accounts_listing.COLUMNS, accounts_listing.DEFAULT_SORT)
    rows = Account.objects.visible_to(request.actor).filter(links__partner=partner)
    context = frame(partner, request.actor, "accounts")
    context |= {
        "sort": sort,
        "page": accounts_listing.list_page(rows, sort, request.GET.get("cursor", ""), request.actor),
        "with_partners": may_read_partners(request.actor),
        "may_enter": may_enter_account(request.actor) and context["is_own"],
    }
    return render(request, "directory/partners/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_partner(request: PortalRequest, key: str) -> HttpResponse:
    """Edit a partner company; the second of two people who do sees what the first one made of it."""
    partner = load(key, request.actor)
    if not may_edit_partner(request.actor, partner):
        raise PermissionDenied
    form = PartnerEditForm(request.POST if request.method == "POST" else None, partner=partner)
    context: dict[str, Any] = {"partner": partner, "form": form, "changed": False}
    if form.is_valid() and (answer := _edit(request, partner, form, context)):
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/partners/edit_partner.html", context, status=status)


def _edit(
    request: PortalRequest, partner: Organization, form: PartnerEditForm, context: dict[str, Any]
) -> HttpResponse | None:
    """The redirect after a save; None where the form has to be shown again, with what `context` then says."""
    try:
        actions.edit_partner(partner, form.values(), actor=request.actor, version=form.cleaned_data["version"])
    except actions.Changed:
        newest = load(partner.key, request.actor)
        context |= {"partner": newest, "form": typed_again(request.POST, newest=newest), "changed": True}
    except ValidationError as refused:
        # The one constraint that a form of these fields can meet is about the name.
        errors = {"name" if name == NON_FIELD_ERRORS else name: found for name, found in refused.error_dict.items()}
        add_refusals(form, ValidationError(errors))
    else:
        messages.success(request, _("“%(name)s” was saved.") % {"name": partner.name})
        return redirect("partners:detail", key=partner.key)
    return None


def _people(request: PortalRequest, partner: Organization) -> HttpResponse:
    shows_all = request.GET.get("show") == "all"
    people = Person.objects.visible_to(request.actor).filter(organization=partner)
    sort = parse_sort(request.GET.get("sort", ""), people_listing.COLUMNS, people_listing.DEFAULT_SORT)
    found = people if shows_all else people.filter(active=True)
    context = frame(partner, request.actor, "people")
    context |= {
        "sort": sort,
        "page": people_listing.list_page(found, sort, request.GET.get("cursor", ""), request.actor),
        "with_company": False,
        "shows_all": shows_all,
    }
    return render(request, "directory/partners/detail.html", context)
