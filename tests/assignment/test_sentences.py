from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from assignment.models import Criterion, ExpertiseLevel, Rule, RuleCandidate, RuleGroup, WorkloadRule
from assignment.sentences import sentence
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def words(**fields: Any) -> str:
    """The sentence of a new rule with such fields; `parts` adds to the rule before."""
    parts = fields.pop("parts", lambda rule: None)
    with acting_as(SYSTEM):
        rule = Rule.objects.create(**({"group": RuleGroup.objects.all()[0], "name": "Tried"} | fields))
        parts(rule)
        return sentence(rule)


def test_the_two_rules_that_an_installation_starts_with(world: World) -> None:
    with acting_as(SYSTEM):
        told = [sentence(rule) for rule in Rule.objects.all()]
    assert told == [
        "Adds the channel manager of the partner, whatever the scores. Joins as Channel manager.",
        "Adds the one best of the people of the opportunity’s territory who reaches 30 points: 30 for the rule; "
        "product line expertise (+40, when the opportunity has it); the person’s role is Sales agent (required). "
        "Joins as Sales agent. "
        "The best leads for the brand owner.",
    ]


def test_a_rule_that_contradicts_itself_says_so_first(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="channel_manager")
        criterion = rule.criteria.create(compare="object", attribute="amount")
        assert sentence(rule) == (
            "Left out of every assignment: its criterion on the amount lists no values. "
            "When amount (no values yet), adds the channel manager of the partner. Joins as Channel manager."
        )
        criterion.values.create(content=[5])
        words = "Left out of every assignment: a value of its criterion on the amount cannot be read."
        assert sentence(Rule.objects.get(pk=rule.pk)) == words


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"source": "everybody"}, "Adds all of everybody eligible."),
        ({"source": "everybody", "filter": "one_random"}, "Adds one at random of everybody eligible."),
        (
            {"source": "account_team", "filter": "all_must_assign", "passing_score": 1},
            "Adds all of the team of the account’s other open opportunities who reach 1 point, "
            "otherwise the best of them.",
        ),
        (
            {"source": "role", "source_role": "sales_agent", "filter": "one_best_fit"},
            "Adds the one best of the brand owner’s people with the role Sales agent.",
        ),
        (
            {"source": "channel_manager", "passing_score": 10},
            "Adds the channel manager of the partner on reaching 10 points.",
        ),
        ({}, "Adds all of the people listed (nobody yet)."),
        (
            {"source": "everybody", "active": False, "exclusive": True, "response_days": 1},
            "Switched off. Adds all of everybody eligible. "
            "If it finds somebody, other rules of the same sequence add nobody. Answer within 1 day.",
        ),
    ],
)
def test_sources_filters_and_what_follows(world: World, fields: dict[str, Any], expected: str) -> None:
    assert words(**fields) == expected


def test_named_territory_lead_and_dates(world: World) -> None:
    dates = {"activation": datetime(2030, 1, 1, tzinfo=UTC), "expiration": datetime(2030, 2, 1, tzinfo=UTC)}
    place = {"source": "territory", "source_territory": world.territory}
    assert words(**place, **dates, gives_lead=True, named_lead=world.abe) == (
        "From Jan. 1, 2030, midnight. Until Feb. 1, 2030, midnight. "
        "Adds all of the people of Great Lakes and its parts. "
        "Abe Sato leads for the brand owner if found, else the best."
    )


def test_people_listed_and_room_left(world: World) -> None:
    def parts(rule: Rule) -> None:
        RuleCandidate.objects.create(rule=rule, person=world.abe, score=10)
        RuleCandidate.objects.create(rule=rule, person=world.bea)
        WorkloadRule.objects.create(rule=rule, maximum=12, score=20, required=True)

    assert words(parts=parts) == (
        "Adds all of the people listed (Abe Sato (+10), Bea Lindqvist): "
        "up to 20 for room left, of at most 12 open opportunities (nobody above that)."
    )


def test_conditions_come_first_and_points_last(world: World) -> None:
    def parts(rule: Rule) -> None:
        amount = Criterion.objects.create(rule=rule, compare="object", attribute="amount", score=5)
        amount.values.create(content={"low": "250000"})
        source = Criterion.objects.create(rule=rule, compare="object", attribute="source", required="never")
        source.values.create(content={"value": "web"}, score=-3)
        person = Criterion.objects.create(rule=rule, compare="person", attribute="product_line")
        level = ExpertiseLevel.objects.get(name="Expert")
        person.values.create(content={"value": world.product.line.name}, minimum_level=level)

    with translation.override("en"):
        assert words(source="everybody", parts=parts) == (
            "When the amount is 250,000 or more (+5), adds all of everybody eligible: the source is Web (-3); "
            f"the person’s product line is {world.product.line.name} (at least Expert) (required)."
        )
