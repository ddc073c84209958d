"""All rule cases before and after a change of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assignment.exchange.staff import load_staff
from assignment.models import RuleCase, RuleGroup
from assignment.rule_cases.evaluation import Result, bench_of, run


@dataclass(frozen=True, slots=True)
class Compared:
    """One case with the rules in force and with those that would follow."""

    case: RuleCase
    before: Result
    after: Result

    @property
    def urgency(self) -> int:
        """What breaks first, then what is broken, what is mended, what holds."""
        return {(True, False): 0, (False, False): 1, (False, True): 2}.get((self.before.holds, self.after.holds), 3)


def compared(before: Sequence[RuleGroup], after: Sequence[RuleGroup]) -> list[Compared]:
    """Every case, those that break first. Four statements."""
    cases = list(RuleCase.objects.all())
    if not cases:
        return []
    staff = load_staff()
    runs = zip(cases, run(cases, bench_of(before, staff)), run(cases, bench_of(after, staff)), strict=True)
    return sorted((Compared(*one) for one in runs), key=lambda one: one.urgency)
