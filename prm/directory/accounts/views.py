"""The list of accounts, and the forms that enter and edit one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prm.core.keyset import COUNTED, counted, parse_sort
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.accounts import actions
from prm.directory.accounts.alike import Alike, alike_accounts
from prm.directory.accounts.filters import AccountFilter
from prm.directory.accounts.forms import AccountForm, typed_again
from prm.directory.accounts.frame import load
from prm.directory.accounts.listing import COLUMNS, DEFAULT_SORT, list_page
from prm.directory.accounts.permissions import may_edit_account, may_enter_account, may_read_partners
from prm.directory.duplicates.permissions import may_read_pairs
from prm.directory.models import Account

IS_NEW = "account_is_new"
# A change of these may make it look like another account.
TELLING = ("name", "domain", "postal_code")


@require_safe
def accounts(request: PortalRequest) -> HttpResponse:
    """The customers that the reader may see: a partner its own ones, the brand owner's people the whole book."""
    asked = AccountFilter(request.GET, actor=request.actor)
    found = asked.found()
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, DEFAULT_SORT)
    count = counted(found)
    context = {
        "filter": asked,
        "sort": sort,
        "page": list_page(found, sort, request.GET.get("cursor", ""), request.actor),
        "count": count,
        "is_capped": count > COUNTED,
        "with_partners": may_read_partners(request.actor),
        "may_enter": may_enter_account(request.actor),
        "may_read_pairs": may_read_pairs(request.actor),
    }
    return render(request, "directory/accounts/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_account(request: PortalRequest) -> HttpResponse:
    """New account; one that looks like a known one is asked about first."""
    if not may_enter_account(request.actor):
        raise PermissionDenied
    form = AccountForm(request.POST if request.method == "POST" else None, actor=request.actor)
    alike: list[Alike] = []
    if form.is_valid():
        account = Account(**form.values())
        alike = _alike(request, account)
        if not alike and (saved := _enter(request, form, account)):
            return saved
    return _page(request, "directory/accounts/enter_account.html", {"form": form, "alike": alike})


def _enter(request: PortalRequest, form: AccountForm, account: Account) -> HttpResponse | None:
    own = request.actor.organization_id or 0
    try:
        actions.enter_account(account, actor=request.actor, partner_id=own)
    except ValidationError as refused:
        add_refusals(form, refused)
        return None
    messages.success(request, _("“%(name)s” was saved.") % {"name": account.name})
    return redirect("accounts:detail", key=account.key)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_account(request: PortalRequest, key: str) -> HttpResponse:
    """Edit an account; the second of two people who do sees what the first one made of it."""
    account = load(key, request.actor)
    if not may_edit_account(request.actor, account):  # type: ignore[arg-type]
        raise PermissionDenied
    form = AccountForm(request.POST if request.method == "POST" else None, actor=request.actor, account=account)
    context: dict[str, Any] = {"account": account, "form": form, "alike": [], "changed": False}
    if form.is_valid():
        typed = Account(pk=account.pk, **form.values())
        if set(TELLING) & set(form.changed_data):
            context["alike"] = _alike(request, typed)
        if not context["alike"] and (answer := _edit(request, account, form, context)):
            return answer
    return _page(request, "directory/accounts/edit_account.html", context)


def _edit(request: PortalRequest, account: Account, form: AccountForm, context: dict[str, Any]) -> HttpResponse | None:
    """The redirect after a save; None where the form has to be shown again, with what `context` then says."""
    version = form.cleaned_data["version"] or 0
    try:
        actions.edit_account(account, form.values(), actor=request.actor, version=version)
    except actions.Changed:
        newest = load(account.key, request.actor)
        context |= {"form": typed_again(request.POST, actor=request.actor, newest=newest), "changed": True}
    except ValidationError as refused:
        add_refusals(form, refused)
    else:
        messages.success(request, _("“%(name)s” was saved.") % {"name": account.name})
        return redirect("accounts:detail", key=account.key)
    return None


def _alike(request: PortalRequest, typed: Account) -> list[Alike]:
    """Known accounts like the one typed, unless it was just said that it is another customer."""
    return [] if request.POST.get(IS_NEW) == typed.name else alike_accounts(typed, request.actor)


def _page(request: PortalRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
