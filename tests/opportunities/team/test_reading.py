from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from opportunities.entry.records import NewAccount
from opportunities.models import Member, Opportunity
from opportunities.team.by_hand import add_member
from opportunities.team.reading import Company, Found, companies, found, unanswered
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules, seen
from tests.opportunities.scene import ROUTER, SERVER, Scene

GERMAN = NewAccount("Alpenblick", country="Germany", region="Bavaria")


def team(scene: Scene, opportunity: Opportunity, who: str) -> list[Company]:
    actor = scene.actor(who)
    with acting_as(actor):
        members = list(Member.objects.of(opportunity).select_related("person__organization", "added_by").order_by("pk"))
        return companies(seen(opportunity, actor), members, actor)


def outcome(scene: Scene, opportunity: Opportunity, who: str) -> Found:
    actor = scene.actor(who)
    with acting_as(actor):
        return found(seen(opportunity, actor), actor)


@pytest.mark.parametrize(
    ("who", "names"), [("pat", ["Cardinal Systems", "Gantry"]), ("bea", ["Gantry", "Cardinal Systems"])]
)
def test_the_own_company_comes_first_and_the_other_even_when_empty(scene: Scene, who: str, names: list[str]) -> None:
    opportunity = entered(scene, "pat")
    assert [company.name for company in team(scene, opportunity, who)] == names


def test_a_direct_deal_has_one_side(scene: Scene) -> None:
    opportunity = entered(scene, "abe")
    assert [company.name for company in team(scene, opportunity, "abe")] == ["Gantry"]


def test_how_each_came(scene: Scene) -> None:
    opportunity = entered(scene, "pia", people=["pat"], lines=[(ROUTER, "1", "5")])
    run_rules()
    own, other = team(scene, opportunity, "pat")
    today = f"{timezone.localdate():%b} {timezone.localdate().day}"
    assert [(one.name, one.state, one.how) for one in own.members] == [
        ("Pia Extra", "Primary", f"Entered this opportunity, {today}"),
        ("Pat Moreau", "", f"Added by Pia Extra, {today}"),
    ]
    assert [(one.name, one.state, one.how) for one in other.members] == [
        ("Abe Sato", "Gantry lead", f"Added by assignment, {today}"),
        ("Bea Lindqvist", "", f"Added by assignment, {today}"),
    ]
    assert [one.why for one in own.members] == [None, None]
    abe, bea = other.members
    assert abe.why_label == "Why Abe?"
    assert abe.why
    assert abe.why.sentence == ("Works the territory, knows Routers (expert), is a sales agent: 70 points, 30 needed.")
    assert [(row.label, row.points, row.most) for row in abe.why.rows] == [
        ("Rule", 30, 30),
        ("Product line expertise", 40, 40),
    ]
    assert bea.why
    assert bea.why.sentence == "Channel manager of the opportunity’s partner."
    assert bea.why.rows == ()


def test_waiting_lasts_until_the_rules_ran(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    assert outcome(scene, opportunity, "pat") == Found(waiting=True, nobody=[])
    run_rules()
    assert outcome(scene, opportunity, "pat") == Found(waiting=False, nobody=[])


def test_nobody_waits_for_long(scene: Scene) -> None:
    opportunity = entered(scene, "pat")
    with acting_as(SYSTEM):
        Opportunity.objects.update(created_at=timezone.now() - timedelta(seconds=16))
    assert outcome(scene, opportunity, "pat").waiting is False


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_where_nobody_sells_both_sides_read_that(scene: Scene, who: str) -> None:
    opportunity = entered(scene, "pat", account=GERMAN, lines=[(ROUTER, "1", "5")])
    run_rules()
    nobody = outcome(scene, opportunity, who).nobody
    assert nobody == ["Nobody was found for “Sales agents”: the rules that fit have nobody to choose from."]


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_where_nobody_is_good_enough_both_sides_read_how_many_there_were(scene: Scene, who: str) -> None:
    opportunity = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run_rules()
    (words,) = outcome(scene, opportunity, who).nobody
    assert "2 people were considered" in words
    assert not [person.name for person in scene.people.values() if person.name.split()[0] in words]


def test_that_nobody_was_found_is_over_once_somebody_is_added_by_hand(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=[(SERVER, "1", "900")])
    run_rules()
    result = outcome(scene, opportunity, "bea")
    assert result.nobody
    bea = scene.actor("bea")
    with acting_as(bea):
        page = seen(opportunity, bea)
        assert unanswered(result, list(page.members.select_related("person__organization"))).nobody == result.nobody
        add_member(page, scene.people["ivo"], actor=bea)
        assert unanswered(result, list(page.members.select_related("person__organization"))).nobody == []
