"""The groups of a home are lists that their reader can open, narrowed by filters that exist."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from opportunities.filters import OpportunityFilter
from opportunities.permissions import may_list_all
from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Role, Side
from prm.home.groups import ALL, HOMES, IDLE, UNASSIGNED


def test_every_role_has_a_home() -> None:
    assert set(HOMES) == {*PARTNER_ROLES, *BRAND_OWNER_ROLES}


@pytest.mark.parametrize("role", HOMES)
def test_a_role_is_offered_the_list_behind_its_home(role: Role) -> None:
    list_name, groups = HOMES[role]
    assert list_name != ALL or may_list_all(Actor(role, Side.BRAND_OWNER))
    assert len({group.name for group in groups}) == len(groups)


@pytest.mark.parametrize("role", HOMES)
def test_each_group_asks_for_what_the_filter_knows(role: Role) -> None:
    for group in HOMES[role][1]:
        query = QueryDict(group.query)
        asked = OpportunityFilter(query, actor=Actor(role, Side.BRAND_OWNER), stages=[], whole_book=True)
        assert asked.problems == []
        assert set(asked.values) == set(query) - {"sort"} != set()


def test_words_take_what_they_are_told() -> None:
    told = {"brand_owner": "Gantry", "days": 30, "idle_days": 14}
    assert str(UNASSIGNED.title) % told == "Without a person of Gantry"
    assert str(IDLE.intro) % told == "No activity and no change of stage, amount or next step for 14 days."
