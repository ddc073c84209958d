from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from assignment.models import Rule, WorkloadRule
from assignment.workload_words import weights_words, workload_words
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def workload(*weights: dict[str, Any], **fields: Any) -> WorkloadRule:
    """A workload rule of the draft; the caller acts as the system."""
    made = WorkloadRule.objects.create(rule=Rule.objects.all()[0], maximum=12, score=20, **fields)
    for position, weight in enumerate(weights):
        made.weights.create(position=position, **weight)
    return made


@pytest.mark.parametrize(
    ("fields", "weights", "words"),
    [
        ({}, [], "up to 20 for room left, of at most 12 open opportunities"),
        ({"required": True}, [], "up to 20 for room left, of at most 12 open opportunities (nobody above that)"),
        (
            {"weighted_by": "amount"},
            [],
            "up to 20 for room left, of at most 12 open opportunities, weighted by amount: no weights yet",
        ),
        (
            {"weighted_by": "amount"},
            [{"high": Decimal(10_000), "weight": Decimal("0.5")}, {"low": Decimal(100_000), "weight": 3}],
            "up to 20 for room left, of at most 12 open opportunities, weighted by amount: "
            "10,000 or less counts 0.5, 100,000 or more counts 3",
        ),
        (
            {"weighted_by": "stage"},
            [{"stage": "won", "weight": 0}, {"stage": "gone", "weight": 1}],
            "up to 20 for room left, of at most 12 open opportunities, weighted by stage: Won counts 0, gone counts 1",
        ),
    ],
)
def test_a_workload_rule_in_words(world: World, fields: dict[str, Any], weights: Any, words: str) -> None:
    with acting_as(SYSTEM):
        assert workload_words(workload(*weights, **fields)) == words


def test_weights_in_the_order_in_which_they_are_tried_and_the_readers_language(world: World) -> None:
    with acting_as(SYSTEM):
        made = workload({"low": 5, "high": 7, "weight": 2}, weighted_by="amount")
        made.weights.create(position=0, low=8, weight=Decimal("1.25"))
        made.weights.filter(low=5).update(position=3)
        assert weights_words(made) == "8 or more counts 1.25, 5 to 7 counts 2"
        with translation.override("de"):
            assert "1,25" in weights_words(made)
