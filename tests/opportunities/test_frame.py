from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from django.utils import timezone

from opportunities.entry.records import HelpEntry, PassedStage
from opportunities.frame import frame, load, next_stage, path
from opportunities.models import Opportunity, Stage
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.ui.marks import days
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import PEOPLE, ROUTER, TODAY, Scene

OPEN = ["Prospecting", "Qualification", "Proposal", "Negotiation"]
DAY = timedelta(days=1)


def steps(opportunity: Opportunity) -> list[tuple[str, str, str]]:
    with acting_as(SYSTEM):
        found = path(opportunity, shown_stages())
    return [(step.name, step.state, step.note) for step in found]


def day(days_ago: int) -> str:
    return days.day(TODAY - days_ago * DAY, TODAY)


@pytest.mark.parametrize("name", PEOPLE)
def test_an_address_opens_what_its_reader_sees_and_nothing_else(scene: Scene, name: str) -> None:
    opportunity = entered(scene, "pat")
    actor = scene.actor(name)
    with acting_as(actor):
        if name in ("abe", "ivo", "olga", "otto", "bob", "pia"):
            with pytest.raises(Http404):
                load(opportunity.key, actor)
        else:
            assert load(opportunity.key, actor).pk == opportunity.pk


def test_the_path_of_a_new_deal(scene: Scene) -> None:
    assert steps(entered(scene, "pat")) == [
        ("Prospecting", "now", f"since {day(0)} · 0 days"),
        ("Qualification", "", ""),
        ("Proposal", "", ""),
        ("Negotiation", "", ""),
        ("Won", "", ""),
    ]


def test_the_path_tells_when_each_stage_began_and_how_long_it_took(scene: Scene) -> None:
    opportunity = entered(
        scene,
        "pat",
        stage="proposal",
        entered_on=TODAY - 30 * DAY,
        passed=(PassedStage("prospecting", TODAY - 30 * DAY), PassedStage("qualification", TODAY - 29 * DAY)),
        stage_since=TODAY - 10 * DAY,
    )
    assert steps(opportunity)[:3] == [
        ("Prospecting", "done", f"{day(30)} · 1 day"),
        ("Qualification", "done", f"{day(29)} · 19 days"),
        ("Proposal", "now", f"since {day(10)} · 10 days"),
    ]


@pytest.mark.parametrize(("stage", "label"), [("won", "Won"), ("lost", "Lost")])
def test_the_path_of_a_closed_deal_ends_with_how_it_ended(scene: Scene, stage: str, label: str) -> None:
    opportunity = entered(scene, "pat", stage=stage, closed_on=TODAY, entered_on=TODAY - 3 * DAY)
    found = steps(opportunity)
    assert [step[0] for step in found] == [*OPEN, label]
    assert found[-1] == (label, "now", day(0))
    assert found[1] == ("Qualification", "done", "")


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Auckland"])
def test_a_deal_closed_on_one_day_wherever_it_is_read(scene: Scene, zone: str) -> None:
    opportunity = entered(scene, "pat", stage="won", closed_on=TODAY - DAY, entered_on=TODAY - 3 * DAY)
    with timezone.override(zone):
        assert steps(opportunity)[-1][2] == days.day(TODAY - DAY, timezone.localdate())


def test_a_stage_out_of_use_is_offered_no_more(scene: Scene) -> None:
    new, within = entered(scene, "pat"), entered(scene, "pat", stage="negotiation")
    with acting_as(SYSTEM):
        Stage.objects.filter(code__in=["qualification", "negotiation"]).update(active=False)
        stages = shown_stages()
        following = next_stage(stages[new.stage_id], stages)
        assert following == stages[Stage.objects.get(code="proposal").pk]
        assert next_stage(stages[within.stage_id], stages) == stages[Stage.objects.get(code="won").pk]
    assert [step[0] for step in steps(new)] == ["Prospecting", "Proposal", "Won"]
    assert [step[0] for step in steps(within)] == ["Prospecting", "Proposal", "Negotiation", "Won"]


@pytest.mark.parametrize(
    ("code", "following"), [("prospecting", "qualification"), ("negotiation", "won"), ("won", None), ("lost", None)]
)
def test_the_next_stage(scene: Scene, code: str, following: str | None) -> None:
    with acting_as(SYSTEM):
        stages = shown_stages()
    here = next(stage for stage in stages.values() if stage.code == code)
    found = next_stage(here, stages)
    assert (found and found.code) == following


def test_what_stands_around_every_part(scene: Scene) -> None:
    opportunity = entered(
        scene, "pat", people=["bea"], lines=[(ROUTER, "2", "150"), (ROUTER, "1", "50")],
        help=(HelpEntry("pricing"),), stage="lost", loss_reason="price",
    )  # fmt: skip
    actor = scene.actor("pam")
    with acting_as(actor):
        context = frame(seen(opportunity, actor), actor, "team")
    assert [(member.name, member.lead) for member in context["crew"]] == [
        ("Pat Moreau", "primary"),
        ("Bea Lindqvist", ""),
    ]
    assert (context["line_count"], context["lines"][0].product.name, len(context["helps"])) == (2, ROUTER, 1)
    assert (context["expected"], context["loss"], context["stage"].label) == (0, "Price", "Lost")
    assert (context["may_move"], context["is_direct"], context["tab"]) == (True, False, "team")


def test_what_is_expected_is_in_the_deals_own_currency(scene: Scene) -> None:
    opportunity = entered(scene, "abe", amount=Decimal("1001"), currency="JPY", stage="proposal")
    actor = scene.actor("abe")
    with acting_as(actor):
        context = frame(seen(opportunity, actor), actor, "history")
    assert (str(context["expected"]), context["is_direct"]) == ("500", True)
