"""Every warning leads to a field that its page has, for whoever may open that page."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.models import PersonProfile, Rule, RuleGroup
from assignment.rules.places import may_mend, place_of
from assignment.rules.warnings import RuleWarning
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def records(world: World) -> dict[str, Any]:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
        rule = Rule.objects.select_related("group").get(source="territory")
        profile = PersonProfile.objects.get(person=world.abe)
        return {"rule": rule, "criterion": rule.criteria.first(), "group": rule.group, "profile": profile}


@pytest.mark.parametrize(
    ("about", "field", "address"),
    [
        (("rule",), "", "rule"),
        (("rule",), "passing_score", "rule/#id_passing_score"),
        (("rule",), "source", "rule/#id_source"),
        (("rule",), "named_lead", "rule/#id_named_lead"),
        (("rule",), "expiration", "rule/#id_expiration_0"),
        (("rule",), "workload_rules", "rule/#workload_rules-group"),
        (("rule", "criterion"), "", "criterion"),
        (("group",), "fallback", "rulegroup/#id_fallback"),
        (("group",), "owner", "rulegroup/#id_owner"),
        (("profile",), "substitute", "personprofile/#id_substitute"),
    ],
)
def test_the_page_has_that_place(world: World, about: tuple[str, ...], field: str, address: str) -> None:
    known = records(world)
    place = place_of(RuleWarning("words", field, **{name: known[name] for name in about}))
    name, _slash, anchor = address.partition("/#")
    assert place.startswith(f"/admin/assignment/{name}/{known[about[-1]].pk}/change/")
    assert place.endswith(f"#{anchor}" if anchor else "/change/")
    html = world.client("ada").get(place).content.decode()
    assert not anchor or f'id="{anchor}"' in html


def test_who_may_go_there(world: World) -> None:
    known = records(world)
    told = {
        "rule": RuleWarning("w", rule=known["rule"]),
        "group": RuleWarning("w", group=known["group"]),
        "people": RuleWarning("w", profile=known["profile"]),
    }
    may = {name: [of for of, one in told.items() if may_mend(world.actor(name), one)] for name in ("ada", "bea", "eve")}
    assert may == {"ada": ["rule", "group", "people"], "bea": ["rule", "group"], "eve": []}
