from __future__ import annotations

import pytest

from assignment.models import RuleCase
from assignment.rule_cases.forms import RuleCaseForm
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.rule_cases.test_evaluation import EXPERTS
from tests.cast import World


class Form(RuleCaseForm):
    class Meta:
        model = RuleCase
        fields = ("name", "content")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (EXPERTS, ""),
        (EXPERTS.replace("70", "1"), ""),
        (EXPERTS.replace("opportunity", "oportunity"), "oportunity: expected no such key"),
        ("‮" * 10_000, "expected a mapping"),
        ("x" * 100_001, "the most are 100000"),
        ("", "This is needed"),
    ],
)
def test_what_is_no_case_is_refused_at_its_field(world: World, content: str, wrong: str) -> None:
    with acting_as(SYSTEM):
        form = Form({"name": "experts", "content": content})
        messages = " ".join(form.errors.get("content", []))
    assert bool(messages) is bool(wrong)
    assert wrong in messages
