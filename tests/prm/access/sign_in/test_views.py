from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client

from prm.access.sign_in.actions import end_session
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.cast import World

pytestmark = pytest.mark.django_db
LIST = "/sign-in/sessions/"


def signed_in(member: cast.Member, device: str) -> Client:
    client = Client(headers={"User-Agent": f"Mozilla/5.0 ({device}) Firefox/140.0"})
    client.post("/sign-in/", {"login": member.email, "password": cast.password()})
    return client


def session_of(client: Client) -> UserSession:
    with acting_as(SYSTEM):
        return UserSession.objects.get(session_key=client.session.session_key)


@pytest.mark.parametrize("member", cast.CAST)
def test_every_role_sees_its_devices_and_signs_one_out(world: World, member: cast.Member) -> None:
    here, there = signed_in(member, "X11; Linux x86_64"), signed_in(member, "Windows NT 10.0")
    other = session_of(there)
    html = here.get(LIST).content.decode()
    assert "This one" in html
    assert f"{LIST}{other.pk}/end/" in html
    assert f"{LIST}{session_of(here).pk}/end/" not in html
    assert here.post(f"{LIST}{other.pk}/end/", follow=True).status_code == 200
    assert there.get(LIST).status_code == 302
    assert here.get(LIST).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(world: World) -> None:
    pat, olga = signed_in(cast.PAT, "X11"), signed_in(cast.OLGA, "X11")
    session, actor = session_of(pat), world.actor("olga")
    assert olga.post(f"{LIST}{session.pk}/end/").status_code == 404
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        end_session(session, actor=actor)
    assert pat.get(LIST).status_code == 200
    assert Client().post(f"{LIST}{session.pk}/end/").headers["Location"].startswith("/sign-in/?next=")


def test_the_present_session_ends_as_well(world: World) -> None:
    client = signed_in(cast.PAT, "X11")
    assert client.post(f"{LIST}{session_of(client).pk}/end/").headers["Location"] == "/sign-in/"
    assert client.get(LIST).status_code == 302


def test_link_changes_nothing(world: World) -> None:
    client = signed_in(cast.PAT, "X11")
    assert client.get(f"{LIST}{session_of(client).pk}/end/").status_code == 405
