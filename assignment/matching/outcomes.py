"""What became of every rule and every candidate, as codes that are stored and put into words elsewhere."""

from collections.abc import Iterable
from enum import StrEnum

from .bits import numbers_in
from .evaluation import Evaluation
from .passes import GroupOutcome, GroupPass


class RuleOutcome(StrEnum):
    ASSIGNED = "assigned"
    FAILED_OBJECT = "failed_object"
    NO_ASSIGNEE = "no_assignee"
    NOT_EVALUATED = "not_evaluated"
    SUPERSEDED = "superseded"
    INACTIVE = "inactive"


class Outcome(StrEnum):
    """For a candidate, from the furthest it got to the first thing that took it out."""

    ASSIGNED = "assigned"
    SUPERSEDED = "superseded"
    NOT_SELECTED = "not_selected"
    BELOW_PASSING_SCORE = "below_passing_score"
    REMOVED_WORKLOAD = "removed_workload"
    REMOVED_AVAILABILITY = "removed_availability"
    REMOVED_REQUIRED = "removed_required"
    REMOVED_CAPACITY = "removed_capacity"
    DECLINED = "declined"


FURTHEST_FIRST = tuple(Outcome)


def candidate_outcomes(result: Evaluation) -> dict[Outcome, list[int]]:
    """Person numbers by outcome; each candidate of the rule once, empty outcomes left out."""
    chosen = set(result.chosen)
    left = [number for number in result.totals if number not in chosen]
    passing_score = result.rule.passing_score
    found = {
        Outcome.SUPERSEDED if result.superseded else Outcome.ASSIGNED: result.chosen,
        Outcome.NOT_SELECTED: [number for number in left if result.totals[number] >= passing_score],
        Outcome.BELOW_PASSING_SCORE: [number for number in left if result.totals[number] < passing_score],
        Outcome.REMOVED_WORKLOAD: list(numbers_in(result.overloaded)),
        Outcome.REMOVED_AVAILABILITY: list(numbers_in(result.away)),
        Outcome.REMOVED_REQUIRED: list(numbers_in(result.unfit)),
        Outcome.REMOVED_CAPACITY: list(numbers_in(result.full)),
        Outcome.DECLINED: list(numbers_in(result.declined)),
    }
    return {outcome: numbers for outcome, numbers in found.items() if numbers}


def furthest_outcomes(results: Iterable[Evaluation]) -> dict[int, Outcome]:
    """By person number the furthest anybody got in any of these rules."""
    furthest: dict[int, Outcome] = {}
    for result in results:
        for outcome, numbers in candidate_outcomes(result).items():
            for number in numbers:
                known = furthest.get(number)
                if known is None or FURTHEST_FIRST.index(outcome) < FURTHEST_FIRST.index(known):
                    furthest[number] = outcome
    return furthest


def rule_outcomes(done: GroupPass, active: int) -> dict[int, RuleOutcome]:
    """Outcome by rule number for every rule of the group. `active` are the rules that hold at the moment of the run."""
    outcomes = {}
    for place, segment in enumerate(done.compiled.segments):
        evaluated = done.outcome is not GroupOutcome.NOT_RUN and place <= done.last_segment
        for number in segment.rules:
            if not active >> number & 1:
                outcomes[number] = RuleOutcome.INACTIVE
            elif not evaluated or done.skipped >> number & 1:
                outcomes[number] = RuleOutcome.NOT_EVALUATED
            else:
                outcomes[number] = _evaluated(done.evaluations.get(number))
    return outcomes


def _evaluated(result: Evaluation | None) -> RuleOutcome:
    if result is None or result.failed_on_object:
        return RuleOutcome.FAILED_OBJECT
    if result.superseded:
        return RuleOutcome.SUPERSEDED
    return RuleOutcome.ASSIGNED if result.chosen else RuleOutcome.NO_ASSIGNEE
