"""Weighted workload from the rule to the words: it decides, within a chunk too, and the run tells it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assignment.actions import Asked, assign
from assignment.models import Rule
from assignment.runs.score import components
from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene


@pytest.fixture
def weighted(scene: Scene) -> Rule:
    """Up to 30 points for room left of 10, where deals from 5,000 count 4 and small ones half."""
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
        workload = rule.workload_rules.create(maximum=10, score=30, weighted_by="amount")
        workload.weights.create(position=0, high=Decimal(100), weight=Decimal("0.5"))
        workload.weights.create(position=1, low=Decimal(5000), weight=4)
        publish()
        return rule


def deal(scene: Scene, who: str, amount: int) -> Opportunity:
    return entered(scene, who, amount=Decimal(amount))


def agents(scene: Scene, found: Opportunity) -> dict[str, str]:
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(SYSTEM):
        given = Member.objects.of(found).filter(team_role="Sales agent", how="rule").values_list("person_id", "score")
        return {names[pk]: score for pk, score in given}


def test_three_small_deals_are_less_than_a_large_one(scene: Scene, weighted: Rule) -> None:
    deal(scene, "ivo", 5000)
    for _ in range(3):
        deal(scene, "abe", 100)
    found = deal(scene, "pat", 900)
    with acting_as(SYSTEM):
        (run,) = assign([Asked(found.pk)])
    assert agents(scene, found) == {"abe": "111/2"}
    text = read(scene.client("bea").get(f"/assignment/runs/{run.key}/")).text
    assert "Rule 30, Workload 25.5 (1.5 of 10 open deals (weighted by amount)) 55.5 Assigned, leads" in text
    assert "Rule 30, Workload 18 (4 of 10 open deals (weighted by amount)) 48" in text


def test_within_a_chunk_each_deal_weighs_for_the_next(scene: Scene, weighted: Rule) -> None:
    """Abe is given the large one, so that Ivo comes twice."""
    found = [deal(scene, "pat", amount) for amount in (5000, 900, 900)]
    with acting_as(SYSTEM):
        assign([Asked(one.pk) for one in found])
    (first,), *others = (list(agents(scene, one)) for one in found)
    assert others == [["ivo" if first == "abe" else "abe"]] * 2


def test_run_again_a_deal_does_not_weigh_against_its_own_people(scene: Scene, weighted: Rule) -> None:
    found = deal(scene, "pat", 5000)
    for _ in range(2):
        with acting_as(SYSTEM):
            (run,) = assign([Asked(found.pk)])
    text = read(scene.client("bea").get(f"/assignment/runs/{run.key}/")).text
    assert "(4 of 10" not in text
    assert "(0 of 10 open deals (weighted by amount)) 60" in text


def test_runs_stored_before_there_were_weights_read_as_they_did() -> None:
    rule = {"score": 5, "object": [], "criteria": [], "workload": [["w", "open_opportunities", 12]]}
    *_, told = components(rule, [7, 25, 0, [], [[20, 4]]])
    assert told.note == "4 of 12 open deals"
    rule["workload"][0].append("stage")
    *_, told = components(rule, [7, 25, 0, [], [[20, "9/2"]]])
    assert told.note == "4.5 of 12 open deals (weighted by stage)"
