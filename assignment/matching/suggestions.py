"""Whom a run would add or could have added: for somebody who chooses by hand. Nothing follows from it."""

from dataclasses import dataclass
from typing import Any

from .assignment import Assignment
from .candidates import Scene
from .evaluation import Evaluation, total_of
from .facts import PersonId
from .outcomes import Outcome, furthest_outcomes
from .passes import GroupPass
from .reasons import joined_by_rules
from .rules import GroupId
from .unmet import first_unmet

Json = dict[str, Any]
BEST = 20
"""So many a group, of those who were scored and of those who don't fit."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who was scored; `reason` is what a member's reason would hold."""

    person: PersonId
    outcome: Outcome
    reason: Json


@dataclass(frozen=True, slots=True)
class Unfit:
    """Somebody who was taken out; `unmet` is the first required criterion that did, where one did."""

    person: PersonId
    outcome: Outcome
    unmet: Json | None


@dataclass(frozen=True, slots=True)
class GroupSuggestions:
    """One group's candidates, the best first, and whoever was taken out, the nearest first."""

    group: GroupId | None
    name: str
    people: tuple[Suggestion, ...]
    unfit: tuple[Unfit, ...]
    unfit_count: int


def suggestions(result: Assignment) -> list[GroupSuggestions]:
    """By group, in their order; a group that looked at nobody has no people."""
    return [_of_group(done, result.ran.scene) for done in result.ran.passes]


def _of_group(done: GroupPass, scene: Scene) -> GroupSuggestions:
    evaluated = [one for one in done.evaluations.values() if not one.failed_on_object]
    furthest = furthest_outcomes(evaluated)
    scored: dict[int, list[Evaluation]] = {}
    for one in evaluated:
        for number in one.totals:
            scored.setdefault(number, []).append(one)
    for number, results in scored.items():
        results.sort(key=lambda one: -total_of(one, number))
    best = sorted(scored, key=lambda number: (-total_of(scored[number][0], number), *scene.tie_order(number)))
    out = [number for number in furthest if number not in scored]
    order = list(Outcome)
    out.sort(key=lambda number: (order.index(furthest[number]), *scene.tie_order(number)))
    return GroupSuggestions(
        group=done.compiled.group.id,
        name=done.compiled.group.name,
        people=tuple(_suggestion(number, scored[number], furthest[number], scene) for number in best[:BEST]),
        unfit=tuple(_unfit(number, evaluated, furthest[number], scene) for number in out[:BEST]),
        unfit_count=len(out),
    )


def _suggestion(number: int, results: list[Evaluation], outcome: Outcome, scene: Scene) -> Suggestion:
    reason = joined_by_rules(tuple(results), number, False, scene) | {"code": "suggested"}
    for rule in reason["rules"]:
        # Counted from the chosen one's place, they would count this person too.
        rule.pop("others", None)
    return Suggestion(scene.people.persons[number].id, outcome, reason)


def _unfit(number: int, evaluated: list[Evaluation], outcome: Outcome, scene: Scene) -> Unfit:
    unmet = None
    if outcome is Outcome.REMOVED_REQUIRED:
        unmet = next(first_unmet(one, number, scene) for one in evaluated if one.unfit >> number & 1)
    return Unfit(scene.people.persons[number].id, outcome, unmet)
