from __future__ import annotations

from opportunities.models import Member, MemberPeriod, Opportunity
from opportunities.team.handlers import hand_on_leftovers
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.events import PersonGone
from prm.directory.people.actions import deactivate_person
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.opportunities.team.test_leaving import team


def test_what_came_to_them_at_that_very_moment_is_handed_on_too(scene: Scene) -> None:
    actor = scene.actor("pam")
    with acting_as(actor):
        deactivate_person(scene.people["pia"], actor=actor)
    late = entered(scene, "pat", people=("bea",))
    with acting_as(SYSTEM):
        members = Member.objects.of(late).filter(person=scene.people["pat"])
        MemberPeriod.objects.of(late).filter(person=scene.people["pat"]).update(person=scene.people["pia"])
        Opportunity.objects.filter(pk=late.pk).update(primary_person=scene.people["pia"])
        members.update(person=scene.people["pia"])
        hand_on_leftovers(PersonGone(scene.people["pia"].pk), 0)
    assert team(late) == ("Pam", {"Pam", "Bea"})
    with acting_as(SYSTEM):
        hand_on_leftovers(PersonGone(scene.people["pat"].pk), 0)
        hand_on_leftovers(PersonGone(scene.people["pia"].pk), 0)
    assert team(late) == ("Pam", {"Pam", "Bea"})
