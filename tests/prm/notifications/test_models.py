"""Both locks of notices, with rows that could leak."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed


def test_one_sees_ones_own(scene: Scene) -> None:
    deal = entered(scene, "pia", people=("pat", "ivo"))
    noticed(scene, deal, ["pat", "pia", "pam", "ivo", "bea"])
    for name in ("pat", "pam", "ivo"):
        actor = scene.actor(name)
        with acting_as(actor):
            assert [row.person_id for row in Notice.objects.visible_to(actor)] == [actor.person_id]
    olga = scene.actor("olga")
    with acting_as(olga):
        assert not Notice.objects.exists()
    with acting_as(SYSTEM):
        assert Notice.objects.visible_to(SYSTEM).count() == 5


def test_notices_stay_with_the_company_they_were_for(scene: Scene) -> None:
    """Whoever moves to another company does not take along what they were told of the former one's deals."""
    deal = entered(scene, "pia", people=("pat",))
    noticed(scene, deal, ["pat"])
    with acting_as(SYSTEM):
        moved = scene.people["pat"]
        type(moved).objects.filter(pk=moved.pk).update(organization=scene.people["olga"].organization)
    pat = scene.actor("pat")
    with acting_as(pat):
        assert not Notice.objects.exists()
    assert 'aria-label="Notices"' in scene.client("pat").get("/notices/").content.decode()


def test_nobody_writes_to_another_company(scene: Scene) -> None:
    deal = entered(scene, "pia", people=("pat",))
    (row,) = noticed(scene, deal, ["bea"])
    row.pk, row.key, row.outbox_id = None, "abcdefghij", 99
    pat = scene.actor("pat")
    with acting_as(pat), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


def test_mailed_or_refused(scene: Scene) -> None:
    (row,) = noticed(scene, entered(scene, "pia"), ["pia"])
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="notice_mailed_or_refused"), transaction.atomic():
        Notice.objects.filter(pk=row.pk).update(mailed_at=timezone.now(), mail_refused="no")
