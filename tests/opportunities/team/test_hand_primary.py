"""Exactly one primary, always: twenty hand-overs and removals at the same moment, on real connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from opportunities.models import Member, Opportunity
from opportunities.team.by_hand import remove_member
from opportunities.team.primary import hand_primary
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import CARDINAL, Scene, add_person

MANY = 20


def test_twenty_at_once(committed_scene: Scene) -> None:
    names = [f"rep{number}" for number in range(MANY)]
    with acting_as(SYSTEM):
        for name in names:
            add_person(committed_scene, name, CARDINAL, Role.PARTNER_REP)
    deal = entered(committed_scene, "pat", people=names)

    def work(number: int) -> str:
        """Even numbers make themselves primary, odd ones leave."""
        person = committed_scene.people[names[number]]
        try:
            with acting_as(SYSTEM):
                page = seen(deal, SYSTEM)
                member = Member.objects.of(deal).select_related("person__organization").get(person=person)
                if number % 2:
                    return "left" if remove_member(page, member, actor=SYSTEM) else "gone"
                handed = hand_primary(page, member, actor=SYSTEM, before=page.primary_person_id)
                return "primary" if handed else "same"
        except (ValidationError, PermissionDenied):
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        outcomes = list(pool.map(work, range(MANY)))
    with acting_as(SYSTEM):
        stored = Opportunity.objects.get(pk=deal.pk)
        on_team = set(Member.objects.of(deal).values_list("person_id", flat=True))
    assert stored.primary_person_id in on_team
    assert outcomes.count("left") == MANY // 2
    assert outcomes.count("primary") >= 1
    assert stored.version == 1 + outcomes.count("primary")
