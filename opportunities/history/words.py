"""The opportunity's verbs in words, for history and Sales Team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prm.core.history.words import describes

Parameters = Mapping[str, Any]


@describes("opportunity.entered")
def entered(parameters: Parameters) -> str:
    return _("entered the opportunity")


@describes("stage.moved")
def stage_moved(parameters: Parameters) -> str:
    days = int(parameters.get("days", 0))
    words = {"before": parameters["before_label"], "after": parameters["after_label"], "days": days}
    moved = ngettext(
        "moved the stage from %(before)s to %(after)s, after %(days)d day",
        "moved the stage from %(before)s to %(after)s, after %(days)d days",
        days,
    )
    return (moved % words) + _why_lost(parameters)


@describes("stage.reopened")
def stage_reopened(parameters: Parameters) -> str:
    words = {"before": parameters["before_label"], "after": parameters["after_label"]}
    return _("reopened it: from %(before)s to %(after)s") % words


def _why_lost(parameters: Parameters) -> str:
    """`: price; Winch & Co won it`, as far as either is known."""
    reason = parameters.get("reason_labels", {}).get(parameters.get("loss_reason", ""), "")
    rival = parameters.get("competitor", "")
    told = [reason, _("%(competitor)s won it") % {"competitor": rival} if rival else ""]
    words = "; ".join(filter(None, told))
    return f": {words}" if words else ""


@describes("assignment.added")
def assignment_added(parameters: Parameters) -> str:
    rules = [row.get("rule", "") for row in parameters["people"]]
    people = [_by_rule(name, rule) for name, rule in zip(parameters["names"], rules, strict=True)]
    return _("Assignment added %(people)s") % {"people": _listed(people)}


def _by_rule(name: str, rule: str) -> str:
    return _("%(name)s by the rule “%(rule)s”") % {"name": name, "rule": rule} if rule else name


@describes("assignment.nobody")
def assignment_nobody(parameters: Parameters) -> str:
    return _("Assignment: %(why)s") % {"why": parameters["why"]}


@describes("assignment.removed")
def assignment_removed(parameters: Parameters) -> str:
    return _("Assignment took %(people)s off the team, since the rules no longer choose them") % {
        "people": _listed(parameters["names"])
    }


@describes("assignment.unqualified")
def assignment_unqualified(parameters: Parameters) -> str:
    return _("Assignment noted that the rules would no longer choose %(people)s") % {
        "people": _listed(parameters["names"])
    }


@describes("assignment.skipped")
def assignment_skipped(parameters: Parameters) -> str:
    return _("Assignment was skipped: it is locked for this opportunity")


@describes("rate.corrected")
def rate_corrected(parameters: Parameters) -> str:
    """Amounts in the company currency are told on the page; the history says why they changed."""
    return _("corrected the exchange rate of %(currency)s: the amount in the company currency changed") % {
        "currency": parameters["currency"]
    }


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
