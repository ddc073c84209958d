from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from opportunities.history.actions import record
from opportunities.models import Opportunity, OpportunityHistory
from prm.access.models import Invitation, SignInRecord, User
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.erasing.actions import erase_person, export_person
from prm.directory.models import Person
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Pia Extra", "pia@cardinal.example"


@pytest.fixture
def gone(scene: Scene) -> Scene:
    """Pia has a deal, a second factor and traces of everything; she was deactivated."""
    deal = entered(scene, "pia")
    with acting_as(SYSTEM):
        pia, user = scene.people["pia"], scene.users["pia"]
        Person.objects.filter(pk=pia.pk).update(active=False, phone="+1 555 0100", job_title="Closer")
        Authenticator.objects.create(user=user, type="totp", data={})
        named = {"name": NAME, "email": EMAIL, "job_title": "Closer", "role": "partner_rep"}
        Invitation.objects.create(organization=pia.organization, person=pia, accepted_at=deal.created_at, **named)
        for whose in (user, None):
            SignInRecord.objects.create(user=whose, email=EMAIL, outcome="refused", ip="192.0.2.1")
        kind = ContentType.objects.get_for_model(Person)
        LogEntry.objects.create(
            user=scene.users["ada"], content_type=kind, object_id=str(pia.pk), object_repr=NAME, action_flag=2
        )
        OutboxEvent.objects.create(
            event="PasswordLinkAsked", handler="h", payload={"email": EMAIL, "site": ""}, due_at=deal.created_at
        )
        record(deal, "stage.moved", actor=SYSTEM, at=deal.created_at, to=NAME, beside=[NAME, "Pia Extraordinary"])
    return scene


def everything() -> str:
    """All rows of all tables as text, as the system reads them."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
        found = []
        for table in tables:
            cursor.execute(f'SELECT row_of::text FROM "{table}" row_of')
            found += [row for (row,) in cursor.fetchall()]
        return "\n".join(sorted(found))


def erase(scene: Scene, name: str = "pia") -> bool:
    with acting_as(SYSTEM):
        return erase_person(scene.people[name], actor=SYSTEM)


def test_nothing_tells_who_it_was_and_the_records_stay(gone: Scene) -> None:
    assert all(trace in everything() for trace in (f'"{NAME}"', EMAIL, "192.0.2.1", "+1 555 0100", "Closer"))
    with acting_as(SYSTEM):
        before = (Opportunity.objects.count(), OpportunityHistory.objects.count(), User.objects.count())
    assert erase(gone)
    left = everything().replace("Pia Extraordinary", "")
    for trace in (NAME, "pia extra", "pia@", "192.0.2.1", "+1 555 0100", "Closer"):
        assert trace not in left, trace
    with acting_as(SYSTEM):
        assert (Opportunity.objects.count(), OpportunityHistory.objects.count(), User.objects.count()) == before
        assert not EmailAddress.objects.filter(user=gone.users["pia"]).exists()
        assert not User.objects.get(pk=gone.users["pia"].pk).has_usable_password()
        stand_in = f"Erased person {gone.people['pia'].key}"
        assert OpportunityHistory.objects.filter(parameters__beside__contains=[stand_in]).count() == 1
        assert SignInRecord.objects.count() == 2


def test_twice_changes_nothing_more(gone: Scene) -> None:
    assert erase(gone)
    before = everything()
    assert not erase(gone)
    assert everything() == before


def test_active_people_are_not_erased(scene: Scene) -> None:
    with pytest.raises(ValidationError, match=r"Deactivate .* first"):
        erase(scene, "pat")


def test_only_administrators_erase_and_export(gone: Scene) -> None:
    for name in ("eve", "bea", "pam"):
        actor = gone.actor(name)
        with acting_as(SYSTEM):
            for verb in (erase_person, export_person):
                with pytest.raises(PermissionDenied):
                    verb(gone.people["pia"], actor=actor)


def test_export_holds_what_is_stored(gone: Scene) -> None:
    with acting_as(SYSTEM):
        data: dict[str, Any] = json.loads(
            json.dumps(export_person(gone.people["pia"], actor=SYSTEM), cls=DjangoJSONEncoder)
        )
    assert data["person"]["name"] == NAME
    assert data["sign_in"]["email"] == EMAIL
    assert data["sign_in"]["second_factors"][0]["type"] == "totp"
    assert len(data["sign_in"]["log"]) == 2
    assert data["opportunities"]["entered"][0]["name"] == "Deal of pia"
    assert data["opportunities"]["on_the_team_of"]
    assert set(data) >= {"person", "sign_in", "opportunities", "assignment"}
    assert "password" not in json.dumps(data["sign_in"])


def test_agent_with_a_profile_is_exported_and_erased(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["abe"].pk).update(active=False)
        data = export_person(scene.people["abe"], actor=SYSTEM)
        assert data["assignment"]["skills"]
        assert erase_person(scene.people["abe"], actor=SYSTEM)
        assert not export_person(scene.people["abe"], actor=SYSTEM)["assignment"]["skills"]


def test_commands(gone: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    key = gone.people["pia"].key
    call_command("export_person", key)
    assert json.loads(capsys.readouterr().out)["person"]["key"] == key
    call_command("erase_person", key)
    assert "The person is erased." in capsys.readouterr().out
    call_command("erase_person", key)
    assert "had been erased before" in capsys.readouterr().out
    for command in ("erase_person", "export_person"):
        with pytest.raises(CommandError, match="There is no person"):
            call_command(command, "nobodyhere")
    with pytest.raises(CommandError, match="Deactivate"):
        call_command("erase_person", gone.people["pat"].key)
