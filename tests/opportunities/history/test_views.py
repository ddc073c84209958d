from __future__ import annotations

import pytest
from django.utils import timezone

from opportunities.history.actions import record
from opportunities.models import Stage
from opportunities.stages.actions import move_stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules, seen
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, Scene


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_read_it(scene: Scene, who: str) -> None:
    deal = entered(scene, "pat")
    visible = {"pat", "pam", "dana", "bea", "cem", "ada", "eve"}
    assert scene.client(who).get(f"/opportunities/{deal.key}/history/").status_code == (200 if who in visible else 404)


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_every_change_stands_there_in_words(scene: Scene, who: str) -> None:
    deal, pam = entered(scene, "pat", lines=[(ROUTER, "1", "5")]), scene.actor("pam")
    run_rules()
    with acting_as(pam):
        page = seen(deal, pam)
        move_stage(page, actor=pam, stage=Stage.objects.get(code="proposal"), version=page.version)
    text = read(scene.client(who).get(f"/opportunities/{deal.key}/history/")).text
    for words in (
        "Pat Moreau Cardinal Systems entered the opportunity",
        "Assignment added Bea Lindqvist by the rule “Channel manager of the partner” and Abe Sato by the rule",
        "Pam Okafor Cardinal Systems moved the stage from Prospecting to Proposal, after 0 days",
    ):
        assert words in text


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_what_nobody_did_is_told_of_the_portal(scene: Scene, who: str) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        moved = {"before": "prospecting", "after": "proposal", "days": 3}
        record(deal, "stage.moved", actor=SYSTEM, at=timezone.now(), **moved)
    page = read(scene.client(who).get(f"/opportunities/{deal.key}/history/"))
    assert "The portal moved the stage from Prospecting to Proposal, after 3 days" in page.text


def test_a_partner_reads_of_nobody_who_did_not_join(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run_rules()
    text = read(scene.client("pat").get(f"/opportunities/{deal.key}/history/")).text
    assert "Assignment: Nobody was found for “Sales agents”: 2 people were considered" in text
    for name in ("Abe", "Ivo"):
        assert name not in text
