"""What became of every rule and every candidate, as codes that are stored and put into words elsewhere."""

from collections.abc import Iterable
from enum import StrEnum

from .bits import bits_of, numbers_in
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
    chosen, passing_score = set(result.chosen), result.rule.passing_score
    passing: list[int] = []
    below: list[int] = []
    for number, total in result.totals.items():
        if number not in chosen:
            (passing if total >= passing_score else below).append(number)
    found = {
        Outcome.SUPERSEDED if result.superseded else Outcome.ASSIGNED: result.chosen,
        Outcome.NOT_SELECTED: passing,
        Outcome.BELOW_PASSING_SCORE: below,
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


def rule_outcomes(done: GroupPass, active: int) -> dict[RuleOutcome, int]:
    """Every rule of the group by outcome, as bits. `active` are the rules that hold at the moment of the run."""
    found = dict.fromkeys(RuleOutcome, 0)
    for place, segment in enumerate(done.compiled.segments):
        found[RuleOutcome.INACTIVE] |= segment.bits & ~active
        evaluated = segment.bits & active & ~done.skipped
        if place > done.last_segment and done.outcome is not GroupOutcome.NOT_DIRECT:
            evaluated = 0
        found[RuleOutcome.NOT_EVALUATED] |= segment.bits & active & ~evaluated
        found[RuleOutcome.FAILED_OBJECT] |= evaluated
    for number, result in done.evaluations.items():
        if not result.failed_on_object:
            found[RuleOutcome.FAILED_OBJECT] &= ~(1 << number)
            found[_evaluated(result)] |= 1 << number
    return {outcome: bits for outcome, bits in found.items() if bits}


def considered(results: Iterable[Evaluation]) -> int:
    """How many different people these rules looked at."""
    bits, scored = 0, set[int]()
    for result in results:
        bits |= result.declined | result.full | result.unfit | result.away | result.overloaded
        scored.update(result.totals)
    return len(scored) + (bits & ~bits_of(scored)).bit_count()


def _evaluated(result: Evaluation) -> RuleOutcome:
    if result.superseded:
        return RuleOutcome.SUPERSEDED
    return RuleOutcome.ASSIGNED if result.chosen else RuleOutcome.NO_ASSIGNEE
