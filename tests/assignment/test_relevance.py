"""Which attributes active rules ask for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assignment.matching import Compare, Composite, Criterion, Matcher, Rule, Rules, Source, Text, Value
from assignment.relevance import asked_for, is_asked_for


def matcher(rules: Sequence[Rule]) -> Matcher:
    return Matcher(Rules(tuple(rules)), [])


def listing(compare: Compare, attribute: str) -> Criterion:
    return Criterion(id=attribute, compare=compare, attribute=attribute, values=(Value("v", Text("x")),))


def test_criteria_on_the_opportunity_and_sources_count() -> None:
    whole = Value("v", Composite((("product", Text("Router")), ("region", Text("north")))))
    rules = [
        Rule("1", criteria=(listing(Compare.OBJECT, "stage"), listing(Compare.PERSON, "role"))),
        Rule("2", criteria=(Criterion("k", Compare.OBJECT_TO_PERSON, "industry"),)),
        Rule("3", criteria=(Criterion("k", Compare.OBJECT, "", values=(whole,)),), source=Source.TERRITORY),
        Rule("4", criteria=(listing(Compare.OBJECT, "amount"),), active=False),
        Rule("5", source=Source.ACCOUNT_TEAM),
    ]
    found = asked_for(matcher(rules)) - {""}
    assert found == {"stage", "industry", "product", "region", "territory", "account"}


def test_every_matcher_is_asked_anew() -> None:
    first = matcher([Rule("1", criteria=(listing(Compare.OBJECT, "stage"),))])
    assert is_asked_for(["stage", "amount"], first)
    assert not is_asked_for(["stage"], matcher([]))
    assert is_asked_for(["stage"], first)


@pytest.mark.parametrize("attribute", ["reopened", "unlocked"])
def test_what_may_have_missed_a_change_is_always_looked_at(attribute: str) -> None:
    assert is_asked_for([attribute], matcher([]))
