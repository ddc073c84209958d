"""What was changed about an opportunity and its marks, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from opportunities.models import Opportunity
from prm.core.history.words import describes
from prm.ui.marks.amounts import money
from prm.ui.marks.days import full_day

Parameters = Mapping[str, Any]
NOTHING = "—"


@describes("opportunity.changed")
def changed(parameters: Parameters) -> str:
    changes = parameters["changes"]
    told = [_change(name, *values, parameters) for name, values in changes.items() if name != "description"]
    if "description" in changes:
        told.append(_("the description"))
    return _("changed %(changes)s") % {"changes": "; ".join(told)}


@describes("opportunity.placed")
def placed(parameters: Parameters) -> str:
    """Nobody did it to this one: the address of the customer changed, or the partner's address or territory."""
    told = {"before": parameters["before"] or NOTHING, "after": parameters["after"] or NOTHING}
    return _("The territory is %(after)s now, before %(before)s") % told


def _change(name: str, before: str, after: str, parameters: Parameters) -> str:
    told = {
        "field": _label(name),
        "before": _value(name, before, parameters),
        "after": _value(name, after, parameters),
    }
    return _("%(field)s from %(before)s to %(after)s") % told


def _label(name: str) -> str:
    return {
        "name": _("the name"),
        "account": _("the customer"),
        "contact": _("the contact"),
        "source": _("the source"),
        "type": _("the type"),
        "currency": _("the currency"),
        "amount": _("the amount"),
        "close_date": _("the close date"),
        "next_step": _("the next step"),
        "competitor": _("the competitor"),
    }[name]


def _value(name: str, value: str, parameters: Parameters) -> str:
    if not value:
        return NOTHING
    if name == "close_date":
        return full_day(date.fromisoformat(value))
    if name == "amount":
        return money(Decimal(value), parameters["currency"], "needed")
    if name == "type":
        return str(Opportunity.Type(value).label)
    if name == "source":
        return str(parameters.get("source_labels", {}).get(value, value))
    return f"“{value}”" if name in ("name", "next_step") else value


@describes("mark.restricted")
def restricted(parameters: Parameters) -> str:
    return _("restricted it to the team")


@describes("mark.unrestricted")
def unrestricted(parameters: Parameters) -> str:
    return _("lifted the restriction")


@describes("restricted.opened")
def restricted_opened(parameters: Parameters) -> str:
    return _("opened this restricted opportunity")


@describes("mark.locked")
def locked(parameters: Parameters) -> str:
    return _("locked assignment: %(reason)s") % {"reason": parameters.get("reason", NOTHING)}


@describes("mark.unlocked")
def unlocked(parameters: Parameters) -> str:
    return _("unlocked assignment")


@describes("mark.in_error")
def in_error(parameters: Parameters) -> str:
    return _("marked it as entered in error: %(reason)s") % {"reason": parameters.get("reason", NOTHING)}


@describes("mark.not_in_error")
def not_in_error(parameters: Parameters) -> str:
    return _("took back that it was entered in error")


@describes("win.asked")
def win_asked(parameters: Parameters) -> str:
    return _("closed it as won and asked to confirm it")


@describes("win.confirmed")
def win_confirmed(parameters: Parameters) -> str:
    return _("confirmed the win")


@describes("win.returned")
def win_returned(parameters: Parameters) -> str:
    return _("did not confirm the win: %(reason)s") % {"reason": parameters["reason"]}


@describes("win.withdrawn")
def win_withdrawn(parameters: Parameters) -> str:
    return _("took back the win")
