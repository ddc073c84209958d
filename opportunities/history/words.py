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
    return (
        ngettext(
            "moved the stage from %(before)s to %(after)s, after %(days)d day",
            "moved the stage from %(before)s to %(after)s, after %(days)d days",
            days,
        )
        % words
    )


@describes("assignment.added")
def assignment_added(parameters: Parameters) -> str:
    return _("Assignment added %(people)s") % {"people": _listed(parameters["names"])}


@describes("assignment.nobody")
def assignment_nobody(parameters: Parameters) -> str:
    return _("Assignment found nobody in “%(group)s”") % {"group": parameters["group"]}


@describes("assignment.skipped")
def assignment_skipped(parameters: Parameters) -> str:
    return _("Assignment was skipped: it is locked for this opportunity")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
