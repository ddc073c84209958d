"""Suggested people as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assignment import matching
from assignment.explanations import explain, label_of
from assignment.phrases import begun
from assignment.suggestions.trial import tried
from assignment.unmet_words import unmet_in_words
from assignment.words import outcome_in_words
from opportunities.history.reasons import Why
from opportunities.models import Opportunity
from opportunities.team.permissions import addable
from prm.core.actor import Actor
from prm.directory.models import Person


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody who may be added: `why` as it will stand on the team, or `unfit` in words."""

    key: str
    name: str
    first_name: str
    company: str
    about: str
    outcome: str
    is_best: bool
    why: Why | None
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One group: who could join, and who doesn't fit; `more` is how many others don't."""

    name: str
    people: list[Suggested]
    unfit: list[Suggested]
    more: int

    @property
    def is_only_unfit(self) -> bool:
        return not self.people


def suggested(opportunity: Opportunity, actor: Actor) -> list[ShownGroup]:
    """By group; people on the team, those whom the actor may not add, and groups with nobody else, are left out."""
    groups = tried(opportunity)
    wanted = {one.person for group in groups for one in (*group.people, *group.unfit)}
    rows = addable(actor, opportunity).filter(pk__in=wanted).select_related("organization")
    people: dict[Any, Person] = {person.pk: person for person in rows}
    shown = [_group(group, people, actor) for group in groups]
    return [group for group in shown if group.people or group.unfit]


def _group(group: matching.GroupSuggestions, people: dict[Any, Person], actor: Actor) -> ShownGroup:
    return ShownGroup(
        name=group.name,
        people=[_scored(one, people[one.person], actor) for one in group.people if one.person in people],
        unfit=[_unfit(one, people[one.person]) for one in group.unfit if one.person in people],
        more=group.unfit_count - len(group.unfit),
    )


def _scored(one: matching.Suggestion, person: Person, actor: Actor) -> Suggested:
    first_name = person.name.split(" ")[0]
    passing = one.reason["rules"][0]["passing"]
    is_best = one.outcome == matching.Outcome.ASSIGNED
    outcome = _("the rules would add them") if is_best else outcome_in_words(one.outcome, passing)
    why = explain(one.reason, first_name, actor)
    return Suggested(outcome=begun(outcome), is_best=is_best, why=why, **_person(person))


def _unfit(one: matching.Unfit, person: Person) -> Suggested:
    words = outcome_in_words(one.outcome)
    if one.unmet is not None:
        words = unmet_in_words(one.unmet, label_of)
    return Suggested(outcome="", is_best=False, why=None, unfit=begun(words), **_person(person))


def _person(person: Person) -> dict[str, str]:
    return {
        "key": person.key,
        "name": person.name,
        "first_name": person.name.split(" ")[0],
        "company": person.organization.name,
        "about": person.job_title or person.get_role_display(),
    }
