from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from opportunities.models import Member, Opportunity
from opportunities.team.by_hand import join
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.at_once import at_once
from tests.opportunities.entering import entered
from tests.opportunities.memberships import wrong
from tests.opportunities.scene import Scene


@pytest.mark.parametrize("closes", [True, False])
def test_somebody_joins_while_it_closes(committed_scene: Scene, closes: bool) -> None:
    deal = entered(committed_scene, "pat")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(closed_on=None if closes else deal.entered_on)

    def close() -> None:
        with acting_as(SYSTEM):
            Opportunity.objects.filter(pk=deal.pk).update(closed_on=deal.entered_on if closes else None)

    def joins(name: str) -> Callable[[], None]:
        def work() -> None:
            with acting_as(SYSTEM), transaction.atomic():
                join(deal, committed_scene.people[name], actor=SYSTEM, at=timezone.now())

        return work

    assert at_once([close, *(joins(name) for name in ("abe", "bea", "eve"))]) == 4
    assert not wrong()


def test_the_last_one_leaves_while_another_joins(committed_scene: Scene) -> None:
    deal = entered(committed_scene, "pat", people=["abe", "bea"])

    def leaves(name: str) -> Callable[[], None]:
        def work() -> None:
            with acting_as(SYSTEM), transaction.atomic():
                Member.objects.of(deal).filter(person=committed_scene.people[name]).delete()

        return work

    def joins() -> None:
        with acting_as(SYSTEM), transaction.atomic():
            join(deal, committed_scene.people["eve"], actor=SYSTEM, at=timezone.now())

    assert at_once([leaves("abe"), joins, leaves("bea")]) == 3
    assert not wrong()
    leaves("eve")()
    assert not wrong()
    with acting_as(SYSTEM):
        assert not Member.objects.of(deal).filter(person__organization__kind="brand_owner").exists()
