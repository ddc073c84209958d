"""Each event: who is told, who is not, and that what they are told can be opened."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opportunities.entry.actions import enter_opportunity
from opportunities.models import Member, Opportunity, Stage
from opportunities.stages.actions import move_stage
from opportunities.team.by_hand import add_member
from opportunities.team.primary import hand_back, hand_over, hand_primary
from opportunities.wins.actions import confirm_win, return_win
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from tests.opportunities.entering import entered, entry_of, seen
from tests.opportunities.scene import HARBORLINE, Scene
from tests.prm.notifications.telling import told


def move(scene: Scene, deal: Opportunity, who: str, stage: str, **filled: object) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        opened = seen(deal, actor)
        to = Stage.objects.get(code=stage)
        move_stage(opened, actor=actor, stage=to, version=opened.version, **filled)


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    """Pia's, with Pat, Ivo and Eve on the team and closed to rules; Bea manages the partner."""
    deal = entered(scene, "pia", people=("pat", "ivo", "eve"), stage="negotiation", amount=Decimal(100))
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(assignment_locked=True)
    return deal


@pytest.fixture
def wins_are_confirmed(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="won").update(confirmed_by_brand_owner=True)


def test_people_added_at_entry(scene: Scene) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        enter_opportunity(entry_of(scene, "pat", people=("pia", "bea", "pat")), actor=pat)
    assert told(scene) >= {("pia", "added"), ("bea", "added")}
    assert ("pat", "added") not in told(scene)


def test_people_whom_the_rules_added_and_nobody_twice(scene: Scene) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        lines = [("Mast Router", "1", "100")]
        deal = enter_opportunity(entry_of(scene, "pat", lines=lines, people=("bea",)), actor=pat).opportunity
    found = told(scene)
    with acting_as(SYSTEM):
        ruled = set(Member.objects.filter(opportunity=deal, how="rule").values_list("person_id", flat=True))
        assert scene.people["abe"].pk in ruled
        rows = Notice.objects.filter(opportunity=deal, kind="added").values_list("person_id", "parameters")
        assert sorted(person for person, _ in rows) == sorted({*ruled, scene.people["bea"].pk})
        assert {person for person, parameters in rows if parameters["by"] is None} == ruled
    assert {"pat", "olga", "otto"}.isdisjoint(name for name, _ in found)


def test_what_an_import_brings_tells_nobody(scene: Scene) -> None:
    entered(scene, "pat", people=("pia",), lines=[("Mast Router", "1", "100")])
    entered(scene, "olga", lines=[("Cage Server", "1", "100")])
    assert told(scene) == set()


def test_added_by_hand(scene: Scene, deal: Opportunity) -> None:
    bea = scene.actor("bea")
    with acting_as(bea):
        opened = seen(deal, bea)
        assert add_member(opened, scene.people["abe"], actor=bea)
        assert add_member(opened, scene.people["bea"], actor=bea)
        assert not add_member(opened, scene.people["abe"], actor=bea)
    assert told(scene) == {("abe", "added")}


def test_primary_handed_on_by_a_manager(scene: Scene, deal: Opportunity) -> None:
    pam = scene.actor("pam")
    with acting_as(pam):
        member = Member.objects.select_related("person").get(opportunity=deal, person=scene.people["pat"])
        assert hand_primary(seen(deal, pam), member, actor=pam, before=scene.people["pia"].pk)
    assert told(scene) == {("pat", "primary"), ("pia", "no_longer_primary")}


def test_primary_handed_on_by_the_primary(scene: Scene, deal: Opportunity) -> None:
    pia = scene.actor("pia")
    with acting_as(pia):
        member = Member.objects.select_related("person").get(opportunity=deal, person=scene.people["pat"])
        assert hand_primary(seen(deal, pia), member, actor=pia, before=pia.person_id or 0)
    assert told(scene) == {("pat", "primary")}


def test_handed_over_and_back(scene: Scene, deal: Opportunity) -> None:
    pia, bea = scene.actor("pia"), scene.actor("bea")
    with acting_as(pia):
        hand_over(seen(deal, pia), actor=pia)
    assert told(scene) == {("bea", "primary")}
    with acting_as(bea):
        hand_back(seen(deal, bea), actor=bea)
    assert told(scene) == {("bea", "primary"), ("pia", "primary")}


def test_won(scene: Scene, deal: Opportunity) -> None:
    move(scene, deal, "pia", "won")
    assert told(scene) == {(name, "won") for name in ("pat", "ivo", "eve", "bea")}


def test_lost(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="lost").update(required_fields=[])
    move(scene, deal, "bea", "lost")
    assert told(scene) == {(name, "lost") for name in ("pia", "pat", "ivo", "eve")}


@pytest.mark.usefixtures("wins_are_confirmed")
def test_win_asked_and_confirmed(scene: Scene, deal: Opportunity) -> None:
    move(scene, deal, "pia", "won")
    assert told(scene) == {("bea", "win_asked")}
    bea = scene.actor("bea")
    with acting_as(bea):
        opened = seen(deal, bea)
        assert confirm_win(opened, actor=bea, version=opened.version)
    expected = {(name, "win_confirmed") for name in ("pia", "pat", "ivo", "eve")}
    assert told(scene) == {("bea", "win_asked")} | expected


@pytest.mark.usefixtures("wins_are_confirmed")
def test_win_returned(scene: Scene, deal: Opportunity) -> None:
    move(scene, deal, "pat", "won")
    bea = scene.actor("bea")
    with acting_as(bea):
        opened = seen(deal, bea)
        return_win(opened, actor=bea, version=opened.version, reason="The order is missing")
    assert told(scene) == {("bea", "win_asked"), ("pia", "win_returned"), ("pat", "win_returned")}


@pytest.mark.usefixtures("wins_are_confirmed")
def test_without_a_channel_manager_administrators_confirm(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        type(deal.partner).objects.filter(pk=deal.partner_id).update(channel_manager=None)
    move(scene, deal, "pia", "won")
    assert told(scene) == {("ada", "win_asked")}


def test_nobody_found(scene: Scene) -> None:
    olga = scene.actor("olga")
    with acting_as(olga):
        lines = [("Cage Server", "1", "100")]
        enter_opportunity(entry_of(scene, "olga", lines=lines, account=None), actor=olga)
    found = told(scene)
    assert {(name, kind) for name, kind in found if kind == "nobody"} == {("bob", "nobody"), ("ada", "nobody")}
    with acting_as(SYSTEM):
        groups = [row.parameters["groups"] for row in Notice.objects.filter(kind="nobody")]
    assert groups[0] == groups[1] != []
    assert scene.people["olga"].organization.name == HARBORLINE
