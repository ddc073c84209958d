from __future__ import annotations

from prm.core.actor import SYSTEM
from prm.core.personal_data import Subject
from prm.core.rls import acting_as
from prm.notifications.actions import set_mail
from prm.notifications.models import Notice, NoticePreference
from prm.notifications.personal_data import erase_notices, export_notices
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed


def subject(scene: Scene, name: str) -> Subject:
    person = scene.people[name]
    return Subject(person_id=person.pk, key=person.key, name=person.name)


def test_own_notices_are_handed_out_and_forgotten(scene: Scene) -> None:
    deal = entered(scene, "pia", people=("pat",))
    noticed(scene, deal, ["pat", "pia"])
    pat = scene.actor("pat")
    with acting_as(pat):
        set_mail(actor=pat, by_mail=False)
    with acting_as(SYSTEM):
        exported = export_notices(subject(scene, "pat"))
        assert exported["by_mail"] is False
        assert [(row["kind"], row["opportunity__key"]) for row in exported["notices"]] == [("won", deal.key)]
        erase_notices(subject(scene, "pat"))
        erase_notices(subject(scene, "pat"))
        assert not NoticePreference.objects.exists()
        assert [row.person_id for row in Notice.objects.all()] == [scene.people["pia"].pk]
        assert export_notices(subject(scene, "olga")) == {"by_mail": True, "notices": []}
