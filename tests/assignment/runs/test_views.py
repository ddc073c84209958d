"""One run, for whoever of the brand owner sees its opportunity; who else was considered."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assignment.models import AssignmentRun, PersonSkill
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, Scene


def decided(scene: Scene, product: str = ROUTER, **fields: object) -> Opportunity:
    deal = entered(scene, "pat", lines=[(product, "1", "5")], **fields)
    run_rules()
    return deal


def run_of(deal: Opportunity) -> AssignmentRun:
    with acting_as(SYSTEM):
        return AssignmentRun.objects.get(opportunity=deal)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_a_run(scene: Scene, who: str) -> None:
    address = f"/assignment/runs/{run_of(decided(scene)).key}/"
    expected = 200 if who in {"bea", "cem", "abe", "ada", "eve"} else 404
    assert scene.client(who).get(address).status_code == expected


@pytest.mark.parametrize(("who", "status"), [("cem", 404), ("eve", 404), ("bea", 200), ("ada", 302)])
def test_a_restricted_deals_run_is_for_its_team(scene: Scene, who: str, status: int) -> None:
    """Bea is on the team, by the rule of the partner's channel manager."""
    run = run_of(decided(scene, restricted=True))
    assert scene.client(who).get(f"/assignment/runs/{run.key}/").status_code == status


def test_a_run_tells_rules_scores_and_outcomes(scene: Scene) -> None:
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers")
    text = read(scene.client("bea").get(f"/assignment/runs/{run_of(decided(scene)).key}/")).text
    for words in (
        "Deal of pat What the rules decided",
        "Channel manager of the partner Assigned somebody, version 1, passing score 0",
        "Abe Sato Rule 30, Product line 40 (expert) 70 Assigned, leads",
        "Ivo Extra Rule 30, Product line 16 (novice) 46 Reached the passing score, another was chosen",
    ):
        assert words in text
    assert "All runs of this opportunity" not in text


def test_a_run_without_anybody_says_so(scene: Scene) -> None:
    text = read(scene.client("ada").get(f"/assignment/runs/{run_of(decided(scene, SERVER)).key}/")).text
    assert "Found nobody, 2 people considered" in text
    assert "2 people: needs expertise in Servers; has another (Abe Sato, Ivo Extra)" in text
    day = date_format(localtime(timezone.now()), "DATE_FORMAT")
    assert f"by version 1 of the rules, published {day}" in text
    assert "All runs of this opportunity" in text


def test_a_locked_deals_run(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(assignment_locked=True)
    run_rules()
    assert "The rules were not asked" in read(scene.client("bea").get(f"/assignment/runs/{run_of(deal).key}/")).text


def test_the_way_to_the_newest_run(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    address = f"/opportunities/{deal.key}/run/"
    assert "No run is kept" in read(scene.client("bea").get(address)).text
    run_rules()
    assert scene.client("bea").get(address).headers["Location"] == f"/assignment/runs/{run_of(deal).key}/"
    assert scene.client("pat").get(address).status_code == 404
    assert "Read the whole run" in read(scene.client("bea").get(f"/opportunities/{deal.key}/")).text
    assert "Read the whole run" not in read(scene.client("pat").get(f"/opportunities/{deal.key}/")).text


def test_who_else_was_considered_and_what_decided(scene: Scene) -> None:
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers")
    deal = decided(scene)
    address = f"/opportunities/{deal.key}/considered/{scene.people['abe'].key}/"
    text = read(scene.client("bea").get(address)).text
    assert "Ivo Extra 46 Reached the passing score, another was chosen: Product line 16 (novice), Abe 40" in text
    part = scene.client("bea").get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "Ivo Extra" in part.text
    assert scene.client("pat").get(address).status_code == 404
    assert address in scene.client("bea").get(f"/opportunities/{deal.key}/").text
    page = scene.client("pat").get(f"/opportunities/{deal.key}/").text
    assert "Ivo" not in page
    assert "considered" not in page


def test_equal_scores_are_told_as_such(scene: Scene) -> None:
    with acting_as(SYSTEM):
        level = PersonSkill.objects.get(person=scene.people["abe"]).level
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers", level=level)
    deal = decided(scene)
    text = read(scene.client("ada").get(f"/opportunities/{deal.key}/considered/{scene.people['abe'].key}/")).text
    assert "another was chosen: the same score, it was Abe’s turn" in text


def test_a_run_that_is_not_kept_any_more(scene: Scene) -> None:
    deal = decided(scene)
    with acting_as(SYSTEM):
        AssignmentRun.objects.all().delete()
    address = f"/opportunities/{deal.key}/considered/{scene.people['abe'].key}/"
    assert "Who else was considered is not kept any more." in read(scene.client("bea").get(address)).text
