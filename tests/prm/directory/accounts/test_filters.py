from __future__ import annotations

import pytest
from django.http import QueryDict

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.accounts.filters import AccountFilter, known_values
from prm.directory.models import Account
from tests.cast import World

BOOK = (
    ("Kestrel Foods", "Food", "Germany", "cardinal"),
    ("Kestrel Freight", "Logistics", "Germany", "cardinal"),
    ("Osprey Water", "Energy", "Japan", "harborline"),
)


@pytest.fixture(autouse=True)
def _book(world: World) -> None:
    with acting_as(SYSTEM):
        for name, industry, country, partner in BOOK:
            account = Account(name=name, industry=industry, country=country)
            enter_account(account, actor=SYSTEM, partner_id=getattr(world, partner).pk)


@pytest.mark.parametrize(
    ("who", "asked", "names"),
    [
        ("pat", "search=kestrel", ["Kestrel Foods", "Kestrel Freight"]),
        ("pat", "search=  ", ["Kestrel Foods", "Kestrel Freight", "Larkspur Foods"]),
        ("pat", "industry=Food&industry=Logistics&country=Germany", ["Kestrel Foods", "Kestrel Freight"]),
        ("pat", "search=kestrel&industry=Food", ["Kestrel Foods"]),
        ("olga", "country=Japan", ["Osprey Water"]),
        ("bea", "country=Japan&country=Germany", ["Kestrel Foods", "Kestrel Freight", "Osprey Water"]),
    ],
)
def test_what_an_address_asks_for(world: World, who: str, asked: str, names: list[str]) -> None:
    actor = world.actor(who)
    with acting_as(actor):
        found = AccountFilter(QueryDict(asked), actor=actor).found()
        assert [row.name for row in found.order_by("name_sort")] == names


@pytest.mark.parametrize(
    "asked",
    ["country=Japan", "industry=nonsense", f"search={'x' * 10_000}", "search=a%00b", "&".join(["industry=x"] * 500)],
)
def test_a_filter_nobody_can_mean_is_left_out_and_said(world: World, asked: str) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        asked_for = AccountFilter(QueryDict(asked), actor=pat)
        assert asked_for.found().count() == 3
        assert asked_for.form.errors


def test_choices_are_those_of_the_own_book(world: World) -> None:
    for who, countries in (("pat", ["Germany", "United States"]), ("bea", ["Germany", "Japan", "United States"])):
        actor = world.actor(who)
        with acting_as(actor):
            assert known_values("country", actor) == countries


def test_the_buttons_say_what_is_chosen(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        chosen = AccountFilter(QueryDict("country=Germany"), actor=pat)
        industry, country = chosen.menus
        assert (industry["words"], industry["changed"], country["words"], country["changed"]) == (
            "any", False, "Germany", True,
        )  # fmt: skip
        assert chosen.is_changed
        assert not AccountFilter(QueryDict("sort=place"), actor=pat).is_changed
