from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.retention.purging import purge_all
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed


def test_old_notices_go_read_or_not(scene: Scene) -> None:
    deal = entered(scene, "pia", people=("pat",))
    old, young = noticed(scene, deal, ["pat"]), noticed(scene, deal, ["pat"], event=2)
    kept = timedelta(days=settings.KEEP_DAYS["notices"])
    with acting_as(SYSTEM):
        Notice.objects.filter(pk=old[0].pk).update(created_at=timezone.now() - kept - timedelta(minutes=1))
        Notice.objects.filter(pk=young[0].pk).update(created_at=timezone.now() - kept + timedelta(minutes=1))
    assert purge_all()["notices"] == 1
    with acting_as(SYSTEM):
        assert [row.pk for row in Notice.objects.all()] == [young[0].pk]
