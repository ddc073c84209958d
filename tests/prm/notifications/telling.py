"""What people were told, for tests of notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from prm.notifications.actions import Told, notify
from prm.notifications.models import Notice
from tests.opportunities.scene import Scene

SHORT = {"Ada": "ada", "Eve": "eve", "Bea": "bea", "Abe": "abe", "Pam": "pam", "Pat": "pat", "Olga": "olga"}


def work_off() -> None:
    """What workers would do until nothing is left: events, then their mails."""
    while work_all():
        pass


def told(scene: Scene) -> set[tuple[str, str]]:
    """(first name, kind) of every notice that there is."""
    work_off()
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(SYSTEM):
        return {(names[row.person_id], row.kind) for row in Notice.objects.all()}


def noticed(
    scene: Scene, deal: Opportunity, people: Sequence[str], kind: str = Notice.Kind.WON, *, event: int = 1, **told: Any
) -> list[Notice]:
    """Notices about a deal as an event would write them; mails are not asked for yet."""
    parameters = {"by": scene.people["pam"].pk} | told
    with acting_as(SYSTEM):
        return notify(deal.pk, {scene.people[name].pk: Told(kind, parameters) for name in people}, outbox_id=event)
