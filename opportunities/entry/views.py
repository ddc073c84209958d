from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opportunities.entry.accounts import account_by_name, offered_accounts, similar_accounts, still_meant
from opportunities.entry.actions import Entered, enter_opportunity, entered_with
from opportunities.entry.copying import original
from opportunities.entry.forms import EnterForm, bound, copy_of, unbound
from opportunities.entry.line_forms import BaseLines
from opportunities.entry.presets import close_date_presets
from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity
from opportunities.permissions import may_enter
from prm.access.requests import PortalRequest
from prm.access.typed_forms import forget_form, kept_form
from prm.catalog.models import Currency
from prm.core.actor import Actor
from prm.core.refusals import add_refusals
from prm.directory.models import Account, Organization

IS_NEW = "account_is_new"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: PortalRequest) -> HttpResponse:
    """New opportunity: a short form; saving puts the entering person on the team and starts the assignment."""
    if not may_enter(request.actor):
        raise PermissionDenied
    company_currency = Currency.objects.company().code
    if request.method != "POST":
        return _start(request, company_currency)
    # First of all: after Back, some browsers show the saved form with half of its fields emptied.
    if first := _saved_with(request.POST.get("entry_key", ""), request.actor):
        return _after(request, Entered(first, again=True))
    form, lines = bound(request.POST, request.actor, company_currency)
    if not all([form.is_valid(), lines.is_valid()]):
        return _page(request, form, lines, status=422)
    account, alike = _account(request, form)
    if account is None:
        return _page(request, form, lines, alike=alike, status=422)
    try:
        entered = enter_opportunity(form.entry(account, lines.entries(), None), actor=request.actor)
    except ValidationError as refused:
        _refuse(form, lines, refused)
        return _page(request, form, lines, status=422)
    return _after(request, entered)


def _refuse(form: EnterForm, lines: BaseLines, refused: ValidationError) -> None:
    """What the verb says, at the field or the lines it speaks of: something went since the form was checked."""
    errors: dict[str, list[ValidationError]] = getattr(refused, "error_dict", {})
    of_lines = errors.pop("lines", [])
    lines.refuse([message for error in of_lines for message in error.messages])
    if errors or not of_lines:
        add_refusals(form, refused)


def _start(request: PortalRequest, currency: str) -> HttpResponse:
    """The form that was kept, else an empty one: a new one, or after Back the one of the address."""
    if kept := kept_form(request):
        return _page(request, *bound(kept, request.actor, currency), kept=True)
    if copied := request.GET.get("copy", ""):
        return _page(request, *copy_of(original(copied, request.actor), request.actor))
    key = _key_of(request.GET.get("form", ""))
    saved = _saved_with(request.GET.get("form", ""), request.actor)
    return _page(request, *unbound(request.actor, currency, key), saved=saved)


def _saved_with(text: str, actor: Actor) -> Opportunity | None:
    key = _key_of(text)
    return entered_with(key, actor) if key else None


def _key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def accounts(request: PortalRequest) -> HttpResponse:
    """Accounts for the typeahead, as far as the person may pick them."""
    typed = request.GET.get("typed", "").replace("\x00", "")[:200].strip()
    options = [
        {"key": row.key, "name": row.name, "place": row.place, "note": row.industry}
        for row in offered_accounts(typed, request.actor)
    ]
    add = _("Add “%(name)s” as a new account") % {"name": typed} if typed else ""
    return render(request, "opportunities/entry/_accounts.html", {"options": options, "typed": typed, "add": add})


def _account(request: PortalRequest, form: EnterForm) -> tuple[int | NewAccount | None, list[Account]]:
    """The account meant, or none and the similar ones that the person should look at first."""
    typed = form.cleaned_data["account"]
    if use := form.cleaned_data["use_account"]:
        return use.pk, []
    chosen = still_meant(form.cleaned_data["account_key"], typed) or account_by_name(typed, request.actor)
    if chosen is not None:
        return chosen.pk, []
    alike = [] if request.POST.get(IS_NEW, "").strip() == typed else list(similar_accounts(typed, request.actor))
    return (None, alike) if alike else (NewAccount(typed), [])


def _after(request: PortalRequest, entered: Entered) -> HttpResponse:
    if entered.again:
        messages.info(request, _("This form was saved already. Here is the opportunity it made."))
    else:
        messages.success(request, _("“%(name)s” was saved.") % {"name": entered.opportunity.name})
        if "again" in request.POST:
            return forget_form(redirect("opportunities:enter"))
    return forget_form(redirect("opportunities:detail", key=entered.opportunity.key))


def _page(
    request: PortalRequest,
    form: EnterForm,
    lines: BaseLines,
    *,
    alike: list[Account] | None = None,
    kept: bool = False,
    saved: Opportunity | None = None,
    status: int = 200,
) -> HttpResponse:
    manager = None
    if request.actor.is_partner:
        company = Organization.objects.select_related("channel_manager").get(pk=request.actor.organization_id)
        manager = company.channel_manager
    context: dict[str, Any] = {
        "form": form,
        "lines": lines,
        "alike": alike or [],
        "kept": kept,
        "saved": saved,
        "channel_manager": manager,
    }
    context["presets"] = close_date_presets(timezone.localdate())
    return render(request, "opportunities/entry/enter.html", context, status=status)
