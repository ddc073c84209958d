"""Opportunities in a search: which ones, in which order, and the list behind them."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, entry_of
from tests.opportunities.scene import PEOPLE, TODAY, Scene
from tests.prm.home.search.conftest import Find

WHO = ("pat", "pia", "pam", "dana", "olga", "abe")


@pytest.mark.parametrize("who", PEOPLE)
def test_exactly_what_the_reader_may_see_is_found(scene: Scene, who: str) -> None:
    teams = (("bea",), ("ivo", "eve"), ())
    with acting_as(SYSTEM):
        entries = [
            entry_of(scene, entering, name=f"Deal {entering}", people=people, restricted=restricted)
            for entering, people, restricted in product(WHO, teams, (False, True))
        ]
        enter_opportunities(entries, actor=SYSTEM)
    actor = scene.actor(who)
    with acting_as(actor):
        expected = Opportunity.objects.visible_to(actor).count()
    shown = scene.client(who).get("/search/?q=deal").context["search"].kinds
    assert sum(found.count for found in shown if found.name == "opportunities") == expected


def test_open_ones_come_first_and_soonest(scene: Scene, find: Find) -> None:
    for name, days, stage in (("Far", 40, "proposal"), ("Near", 4, "proposal"), ("Gone", 1, "lost")):
        entered(scene, "pat", name=f"{name} mill", close_date=TODAY + timedelta(days=days), stage=stage)
    assert find("pat", "mill") == {"opportunities": ["Near mill", "Far mill", "Gone mill"]}


def test_the_account_and_the_contact_count_too(scene: Scene, find: Find) -> None:
    contact = NewContact("Zoë Ruiz", "zoe@mill.example")
    entered(scene, "pat", name="Line 3", account=NewAccount("Ashgrove"), contact=contact)
    for text in ("ashgrove", "zoe r"):
        assert find("pat", text)["opportunities"] == ["Line 3"]
        assert "opportunities" not in find("olga", text)


def test_a_key_finds_its_opportunity_for_who_may_see_it(scene: Scene, find: Find) -> None:
    deal = entered(scene, "pat", name="Line 3", restricted=True)
    for who in ("pat", "pam", "ada"):
        assert find(who, f" {deal.key.upper()} ") == {"opportunities": ["Line 3"]}
    for who in ("olga", "abe", "eve", "bea", "pia", "dana"):
        assert find(who, deal.key) == {}


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("pat", None),
        ("pia", "/opportunities/?stage=any&search=deal"),
        ("pam", "/opportunities/all/?stage=any&search=deal"),
        ("dana", "/opportunities/all/?stage=any&search=deal&below=yes"),
        ("bea", "/opportunities/all/?stage=any&search=deal"),
    ],
)
def test_more_than_five_lead_to_a_list_that_shows_as_many(scene: Scene, who: str, address: str | None) -> None:
    with acting_as(SYSTEM):
        enter_opportunities([entry_of(scene, "pia", name=f"Deal {number}") for number in range(7)], actor=SYSTEM)
    client = scene.client(who)
    (found,) = client.get("/search/?q=deal").context["search"].kinds
    assert (len(found.hits), found.count, found.rest) == (5, 7, 2)
    if address is None:
        assert [link.label for link in found.links] == ["My Opportunities", "My Team’s Opportunities"]
        return
    (link,) = found.links
    assert (link.label, link.url) == ("All 7 opportunities match", address)
    assert client.get(link.url).context["listing"].totals.count == 7


def test_a_thousand_and_more_are_counted_no_further(scene: Scene) -> None:
    with acting_as(SYSTEM):
        enter_opportunities([entry_of(scene, "pam", name=f"Deal {number}") for number in range(1002)], actor=SYSTEM)
    search = scene.client("pam").get("/search/?q=deal").context["search"]
    assert search.title == "1,000+ matches for “deal”"
    assert search.kinds[0].links[0].label == "All 1,000+ opportunities match"


def test_a_partner_is_not_told_its_own_name(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3", people=["bea"], account=NewAccount("Ashgrove"), stage="proposal")
    shown = {who: scene.client(who).get("/search/?q=line").context["search"].kinds[0].hits[0] for who in ("pat", "bea")}
    assert (shown["pat"].marked, shown["pat"].about) == ("Ashgrove", "")
    assert shown["bea"].about == PEOPLE["pat"][0]
    assert shown["pat"].note.startswith("Proposal, closes ")
