"""Members know what is open, and the short list whom nobody attends to, whichever verb changed any of it."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.utils import timezone

from opportunities.editing.actions import mark_in_error
from opportunities.models import Member, MemberPeriod, Opportunity, Stage
from opportunities.stages.actions import enter_stage
from opportunities.team.by_hand import join
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.memberships import wrong
from tests.opportunities.scene import Scene

STEPS = ("proposal", "won", "negotiation", "lost", "in_error", "in_order", "joins", "leaves")


def step(deal: Opportunity, name: str, scene: Scene) -> None:
    actor = scene.actor("ada")
    with acting_as(actor):
        page = seen(deal, actor)
        if name == "leaves":
            ours = {"person__organization__kind": "brand_owner"}
            MemberPeriod.objects.of(page).filter(until=None, **ours).update(until=timezone.now())
            Member.objects.of(page).filter(**ours).delete()
        elif name == "joins":
            # Closed ones take nobody by hand; leaving and handing over add people there all the same.
            if not Member.objects.of(page).filter(person=scene.people["eve"]).exists():
                join(page, scene.people["eve"], actor=SYSTEM, at=timezone.now())
        elif name in ("in_error", "in_order"):
            mark_in_error(page, actor=actor, in_error=name == "in_error", reason="Twice")
        else:
            stage = Stage.objects.get(code=name)
            enter_stage(page, stage, actor=actor, version=page.version, values={})


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_any_course(scene: Scene, seed: int) -> None:
    deals = [entered(scene, "pat", people=["abe"]), entered(scene, "pat", closed_on=timezone.localdate(), stage="won")]
    chosen = random.Random(seed)
    assert not wrong()
    for _ in range(16):
        step(chosen.choice(deals), chosen.choice(STEPS), scene)
        assert not wrong()


@pytest.mark.django_db
def test_nobody_else_writes_it(scene: Scene) -> None:
    """What a statement says about it does not count: the opportunity decides."""
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        row = Member(opportunity=deal, partner=deal.partner, person=scene.people["abe"], how="by_hand")
        row.added_at, row.still_open = timezone.now(), False
        row.save()
        row.refresh_from_db()
    assert row.still_open
    connection.check_constraints()
