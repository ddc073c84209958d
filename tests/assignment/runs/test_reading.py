"""A run in words, however little of it was kept."""

from __future__ import annotations

import json

import pytest

from assignment.matching import Filter
from assignment.matching.stored import LADDER, Detail, _told
from assignment.models import AssignmentRun
from assignment.runs.reading import NAMED, shown_run
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.matching.test_stored import large_run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("detail", LADDER)
def test_each_form_of_a_stored_run_is_readable(detail: Detail) -> None:
    """People, rules and groups of it are gone by now."""
    ran = large_run(2, 60, Filter.ONE_BEST_FIT, reach=1000).ran
    stored = json.loads(json.dumps({"format": 1, "lead": None, "cut": 1, **_told(ran, detail)}))
    with acting_as(SYSTEM):
        shown = shown_run(AssignmentRun(result=stored))
    (group,) = shown.groups
    assert (group.name, group.outcome, group.considered) == ("A group that is gone", "Found nobody", 60)
    assert shown.is_cut
    for rule in group.rules:
        assert len(rule.candidates) + sum(rest.count for rest in rule.rest) == 60


def test_of_many_the_first_are_named() -> None:
    ran = large_run(1, 200, Filter.ONE_BEST_FIT, reach=1000).ran
    with acting_as(SYSTEM):
        shown = shown_run(AssignmentRun(result=_told(ran, LADDER[0])))
    largest = max(shown.groups[0].rules[0].rest, key=lambda rest: rest.count)
    assert largest.names.count("somebody who is gone") == NAMED
    assert largest.names.endswith(f"{largest.count - NAMED} more")


def test_a_rule_left_out_and_people_who_leave_are_told_in_sentences() -> None:
    result = {"left_out": [[7, 3, "no_maximum", ""]], "leaving": [[9, True, "not_considered"], [9, False, "declined"]]}
    with acting_as(SYSTEM):
        shown = shown_run(AssignmentRun(result=result))
    assert shown.left_out == ["A rule that is gone, version 3, was left out, since its workload has no maximum."]
    assert shown.leaving == [
        "Somebody who is gone no longer qualified and was taken off: no longer considered.",
        "Somebody who is gone no longer qualified and stayed: declined.",
    ]
