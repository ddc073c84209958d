"""The engine decides like a second reading of the method: hundreds of made-up cases, thousands in `make soak`."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from assignment.cases import CaseOutcome, read_case_file, run_case
from assignment.cases.outcome import run_again
from tests.assignment.generated_cases import cases
from tests.assignment.oracle import decide

IN_TEST, IN_SOAK = 300, 2_000
UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def evaluated(case: dict[str, Any]) -> CaseOutcome:
    (read,) = read_case_file(json.dumps({"format": 1, "cases": [case]}))
    outcome = run_case(read)
    assert outcome == run_again(read)
    return outcome


def drawn(case: dict[str, Any], outcome: CaseOutcome) -> dict[str, str]:
    """Whom the engine drew, also for a rule that was superseded then."""
    told = [*outcome.assigned.items(), *outcome.others.items()]
    return {
        rule["id"]: person
        for rule in case["rules"]
        for person, rules in told
        if rule["filter"] == "one_random" and is_drawn(rules.get(rule["id"]))
    }


def is_drawn(told: Any) -> bool:
    """A total, or superseded afterwards."""
    return isinstance(told, Fraction) or str(told) == "superseded"


def agree(case: dict[str, Any]) -> None:
    outcome = evaluated(case)
    told = decide(case, drawn(case, outcome))
    assert outcome.rules == told.rules
    assert outcome.assigned == told.assigned
    reasons = {
        person: {rule: str(reason) for rule, reason in rules.items() if reason != "declined"}
        for person, rules in outcome.others.items()
    }
    assert {person: rules for person, rules in reasons.items() if rules} == told.others
    assert bool(outcome.unassigned) is told.unassigned
    for person, rules in told.totals.items():
        assert {rule: outcome.totals.get(person, {}).get(rule) for rule in rules} == rules
    assert outcome.lead == told.lead


@settings(max_examples=IN_TEST, suppress_health_check=UNHURRIED)
@given(cases())
def test_made_up_cases(case: dict[str, Any]) -> None:
    agree(case)


@pytest.mark.soak
@settings(max_examples=IN_SOAK, suppress_health_check=UNHURRIED)
@given(cases())
def test_many_made_up_cases(case: dict[str, Any]) -> None:
    agree(case)
