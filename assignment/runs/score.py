"""One candidate's row of a stored run: what gave how many points, and what somebody else had more of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assignment.explanations import label_of
from assignment.phrases import attribute_name, begun, listed, load_in_words, number_in_words

Row = Sequence[Any]
PERSON, TOTAL, CANDIDATE, CRITERIA, WORKLOAD = range(5)


@dataclass(frozen=True, slots=True)
class Component:
    """Points of one kind; `note` says what for, e.g. the level of expertise."""

    label: str
    points: Fraction
    note: str = ""

    @property
    def words(self) -> str:
        told = {"label": self.label, "points": number_in_words(str(self.points)), "note": self.note}
        return _("%(label)s %(points)s (%(note)s)") % told if self.note else _("%(label)s %(points)s") % told


def components(rule: Mapping[str, Any], row: Row) -> list[Component]:
    """Where the total comes from, in the order of the method; empty where the run was too large to keep it."""
    if len(row) <= CANDIDATE:
        return []
    found = [Component(_("Rule"), Fraction(rule["score"]))]
    found += [Component(begun(attribute_name(part["attribute"])), Fraction(part["points"])) for part in rule["object"]]
    found.append(Component(_("Listed by name"), Fraction(row[CANDIDATE])))
    for (_id, _compare, attribute), given in zip(rule["criteria"], row[CRITERIA], strict=True):
        found.append(_criterion(attribute, given))
    for (_id, name, maximum, *weighted), (points, load) in zip(rule["workload"], row[WORKLOAD], strict=True):
        note = load_in_words(load, maximum, label_of("load", name), *weighted)
        found.append(Component(_("Workload"), Fraction(points), note))
    return found


def components_in_words(rule: Mapping[str, Any], row: Row) -> str:
    return listed(one.words for one in components(rule, row) if one.points)


def behind(rule: Mapping[str, Any], row: Row, best: Row, name: str) -> str:
    """Where a candidate had fewer points than `name`, who was chosen: "Product line 16 (novice), Abe 40".

    Equal scores go to whoever was assigned longest ago, then to whoever has less to do.
    """
    if row[TOTAL] == best[TOTAL]:
        return _("the same score, it was %(name)s’s turn") % {"name": name}
    pairs = zip(components(rule, row), components(rule, best), strict=False)
    told = [
        _("%(less)s, %(name)s %(more)s") % {"less": less.words, "name": name, "more": number_in_words(str(more.points))}
        for less, more in pairs
        if less.points < more.points
    ]
    return "; ".join(told)


def _criterion(attribute: str, given: Any) -> Component:
    points, *levels = given if isinstance(given, list) else [given]
    note = listed(label_of("expertise", level) for level in levels)
    return Component(begun(attribute_name(attribute)), Fraction(points), note)
