"""Notices in words, in the language of the moment: made on reading, never stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prm.directory.models import Person
from prm.notifications.models import Notice

Kind = Notice.Kind
Parameters = Mapping[str, Any]
PEOPLE = ("by", "other")


@dataclass(frozen=True, slots=True)
class Words:
    """What happened in one line, and who did it in another one."""

    headline: str
    detail: str


def words_of(kind: str, parameters: Parameters, *, opportunity: str, names: Mapping[int, str]) -> Words:
    """The words of a notice about an opportunity that its reader may open; `names` as `names_in` gives them."""
    told = {person: names.get(parameters.get(person) or 0, "") for person in PEOPLE}
    headline, detail = _KINDS[Kind(kind)]
    somebody = told | {"by": told["by"] or _("Somebody"), "other": told["other"] or _("somebody")}
    return Words(
        headline() % {"name": opportunity}, detail({**parameters, **somebody, "by_rule": parameters.get("by") is None})
    )


def closed_words() -> Words:
    """For a notice about an opportunity that its reader may no longer open: says nothing of it."""
    return Words(_("An opportunity that you can no longer open"), "")


def names_in(every: Iterable[Parameters]) -> dict[int, str]:
    """The names of all people in the parameters, as far as the reader may see them, in one statement."""
    wanted = {parameters.get(person) for parameters in every for person in PEOPLE} - {None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _added(told: Parameters) -> str:
    if told["by_rule"]:
        return _("An assignment rule added you to the sales team.")
    return _("%(by)s added you to the sales team.") % told


def _primary(told: Parameters) -> str:
    if told["how"] == "over":
        return _("%(by)s handed the deal over to the brand owner.") % told
    if told["how"] == "back":
        return _("%(by)s handed the deal back to the partner.") % told
    return _("%(by)s made you primary.") % told


def _no_longer_primary(told: Parameters) -> str:
    if told["how"] == "over":
        return _("%(by)s handed the deal over to the brand owner: %(other)s is primary now.") % told
    if told["how"] == "back":
        return _("%(by)s handed the deal back to the partner: %(other)s is primary now.") % told
    return _("%(by)s made %(other)s primary.") % told


def _win_asked(told: Parameters) -> str:
    return _("%(by)s closed it as won and waits for you to confirm the win or to return it.") % told


def _win_returned(told: Parameters) -> str:
    return _("%(by)s did not confirm it: %(reason)s") % told


def _nobody(told: Parameters) -> str:
    groups: Collection[str] = told["groups"]
    quoted = [_("“%(group)s”") % {"group": group} for group in groups]
    return _("Nobody fits in %(groups)s. Add somebody by hand.") % {"groups": ", ".join(quoted)}


_KINDS: dict[Kind, tuple[Callable[[], str], Callable[[Parameters], str]]] = {
    Kind.ADDED: (lambda: _("You are on the sales team of “%(name)s”"), _added),
    Kind.PRIMARY: (lambda: _("You are primary of “%(name)s”"), _primary),
    Kind.NO_LONGER_PRIMARY: (lambda: _("You are no longer primary of “%(name)s”"), _no_longer_primary),
    Kind.WIN_ASKED: (lambda: _("Confirm the win of “%(name)s”"), _win_asked),
    Kind.WIN_CONFIRMED: (
        lambda: _("The win of “%(name)s” is confirmed"),
        lambda told: _("%(by)s confirmed it.") % told,
    ),
    Kind.WIN_RETURNED: (lambda: _("The win of “%(name)s” was returned"), _win_returned),
    Kind.WON: (lambda: _("“%(name)s” is won"), lambda told: _("%(by)s closed it as won.") % told),
    Kind.LOST: (lambda: _("“%(name)s” is lost"), lambda told: _("%(by)s closed it as lost.") % told),
    Kind.NOBODY: (lambda: _("Assignment found nobody for “%(name)s”"), _nobody),
}
