"""What happens to sales teams after a commit."""

from __future__ import annotations

from django.utils import timezone

from opportunities.models import Member
from opportunities.team.leaving import leave_teams
from prm.core.actor import SYSTEM
from prm.core.outbox.events import handles
from prm.directory.events import PersonGone
from prm.directory.leaving import How, Leaving, hold_leavings, successor_of
from prm.directory.models import Person


@handles(PersonGone)
def hand_on_leftovers(event: PersonGone, outbox_id: int) -> None:
    """What somebody was put on while they were being let go; nothing where they work here again."""
    hold_leavings()
    person = Person.objects.select_related("organization").get(pk=event.person_id)
    if not person.active and Member.objects.filter(person=person).exists():
        how = How.MOVED if person.moved_to_id else How.DEACTIVATED
        leave_teams(Leaving(person, how, SYSTEM, timezone.now(), successor_of(person)))
