"""What was done to the Sales Team, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from prm.core.history.words import describes

Parameters = Mapping[str, Any]


def _names(parameters: Parameters) -> dict[str, str]:
    return {"name": ", ".join(parameters["names"])}


@describes("team.added")
def added(parameters: Parameters) -> str:
    return _("added %(name)s to the sales team") % _names(parameters)


@describes("team.removed")
def removed(parameters: Parameters) -> str:
    return _("took %(name)s off the sales team") % _names(parameters)


@describes("team.left")
def left(parameters: Parameters) -> str:
    return _("left the sales team")


@describes("primary.handed")
def handed(parameters: Parameters) -> str:
    return _("made %(name)s primary") % _names(parameters)


@describes("primary.handed_over")
def handed_over(parameters: Parameters) -> str:
    return _("handed the deal over to %(name)s; the credit stays with the partner") % _names(parameters)


@describes("primary.handed_back")
def handed_back(parameters: Parameters) -> str:
    return _("handed the deal back to %(name)s") % _names(parameters)


@describes("person.deactivated")
def person_deactivated(parameters: Parameters) -> str:
    """The second name is that of who leads from then on."""
    name, *successor = parameters["names"]
    if successor:
        words = _("deactivated %(name)s, who left the sales team; %(successor)s is primary now")
        return words % {"name": name, "successor": successor[0]}
    return _("deactivated %(name)s, who left the sales team") % {"name": name}


@describes("person.moved")
def person_moved(parameters: Parameters) -> str:
    """Where to is no business of the company that somebody left."""
    name, *successor = parameters["names"]
    if successor:
        words = _("moved %(name)s to another company, so they left the sales team; %(successor)s is primary now")
        return words % {"name": name, "successor": successor[0]}
    return _("moved %(name)s to another company, so they left the sales team") % {"name": name}
