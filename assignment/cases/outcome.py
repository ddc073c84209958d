"""What came out of a case, in the same shape as `expected`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from assignment.matching import Assignment, Candidate, Components, Matcher, Outcome, RuleOutcome

from .reader import Case

Totals = dict[str, dict[str, Fraction]]


@dataclass(frozen=True)
class CaseOutcome:
    """Persons and rules by their ids in the file. `assigned` has a fallback person with no rule at all."""

    assigned: Totals
    others: dict[str, dict[str, Outcome]]
    rules: Mapping[str, RuleOutcome]
    lead: str | None
    unassigned: tuple[str | None, ...]
    sums: dict[str, Fraction]
    totals: Totals
    components: dict[str, dict[str, Components]]
    memberships: int

    def as_json(self) -> dict[str, Any]:
        """What a reader of the result wants first; amounts as numbers or texts like "200/3"."""
        return {
            "assigned": {person: _spelled(rules) for person, rules in self.assigned.items()},
            "others": {person: {r: str(o) for r, o in rules.items()} for person, rules in self.others.items()},
            "rules": {rule: str(outcome) for rule, outcome in self.rules.items()},
            "lead": self.lead,
            "unassigned": bool(self.unassigned),
            "totals": {person: _spelled(rules) for person, rules in self.totals.items()},
            "memberships": self.memberships,
        }


def run_case(case: Case) -> CaseOutcome:
    """Evaluates a case; pure, the same every time."""
    matcher = Matcher(case.rules, case.cast.people)
    result = matcher.assign(case.opportunity, matcher.standings(case.cast.standings), case.now)
    return _told(result, [(str(rule.id), result.candidates(rule.id)) for rule in case.rules.rules])


def run_again(case: Case) -> CaseOutcome:
    """The same case with its people the other way round."""
    cast = replace(case.cast, people=case.cast.people[::-1])
    return run_case(replace(case, cast=cast))


def number(amount: Fraction) -> int | str:
    return amount.numerator if amount.denominator == 1 else str(amount)


def _told(result: Assignment, candidates: list[tuple[str, list[Candidate]]]) -> CaseOutcome:
    others: dict[str, dict[str, Outcome]] = {}
    totals: Totals = {}
    components: dict[str, dict[str, Components]] = {}
    for rule, considered in candidates:
        for candidate in considered:
            person = str(candidate.person)
            if candidate.outcome is not Outcome.ASSIGNED:
                others.setdefault(person, {})[rule] = candidate.outcome
            if candidate.total is not None and candidate.components is not None:
                totals.setdefault(person, {})[rule] = candidate.total
                components.setdefault(person, {})[rule] = candidate.components
    team = {member.person for member in result.opportunity.team} | {m.person for m in result.memberships}
    return CaseOutcome(
        assigned={str(m.person): {str(rule): total for rule, total in m.rules.items()} for m in result.memberships},
        others=others,
        rules={str(rule): outcome for rule, outcome in result.rule_outcomes.items()},
        lead=None if result.lead is None else str(result.lead),
        unassigned=tuple(None if group is None else str(group) for group in result.unassigned),
        sums={str(person): amount for person, amount in result.sums().items()},
        totals=totals,
        components=components,
        memberships=len(team),
    )


def _spelled(rules: Mapping[str, Fraction]) -> dict[str, int | str]:
    return {rule: number(amount) for rule, amount in rules.items()}
