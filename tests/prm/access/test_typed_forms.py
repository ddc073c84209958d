from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from prm.access.models import TypedForm
from prm.access.typed_forms import FORM_COOKIE, KEPT_FOR, LARGEST
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import typed
from tests.opportunities.scene import Scene

pytestmark = pytest.mark.django_db
PAGE = "/opportunities/new/"
NAME = "Routers for the new hall"


def expire_session(client: Client) -> None:
    del client.cookies[settings.SESSION_COOKIE_NAME]


def typing(scene: Scene, name: str) -> Client:
    """Somebody's browser, whose session ends while they type."""
    client = scene.client(name)
    assert client.get(PAGE).status_code == 200
    expire_session(client)
    return client


def send(client: Client, scene: Scene, **changes: str) -> HttpResponse:
    return client.post(PAGE, typed(scene, **{"name": NAME, **changes}))


def kept() -> list[TypedForm]:
    with acting_as(SYSTEM):
        return list(TypedForm.objects.all())


def shows_it(client: Client) -> bool:
    return NAME in client.get(PAGE).content.decode()


def test_same_person_gets_it_back(scene: Scene) -> None:
    client = typing(scene, "pat")
    answer = send(client, scene)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
    client.force_login(scene.users["pat"])
    assert shows_it(client)
    assert shows_it(client), "reloading the page loses nothing"


def test_another_person_at_this_browser_does_not(scene: Scene) -> None:
    client = typing(scene, "pat")
    send(client, scene)
    client.force_login(scene.users["pia"])
    assert not shows_it(client)


def test_another_browser_of_the_same_person_does_not(scene: Scene) -> None:
    send(typing(scene, "pat"), scene)
    assert not shows_it(scene.client("pat"))


def test_another_page_does_not(scene: Scene) -> None:
    client = typing(scene, "pat")
    client.post("/opportunities/new/accounts/", {"name": NAME})
    client.force_login(scene.users["pat"])
    assert not shows_it(client)


def test_kept_for_half_an_hour(scene: Scene) -> None:
    client = typing(scene, "pat")
    send(client, scene)
    left = kept()[0].expires_at - timezone.now()
    assert timedelta(minutes=29) < left <= KEPT_FOR
    with acting_as(SYSTEM):
        TypedForm.objects.update(expires_at=timezone.now() - timedelta(minutes=5))
    client.force_login(scene.users["pat"])
    assert not shows_it(client)


def test_expired_ones_are_removed_with_the_next(scene: Scene) -> None:
    send(typing(scene, "pat"), scene)
    with acting_as(SYSTEM):
        TypedForm.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    send(typing(scene, "pia"), scene)
    assert [form.user_id for form in kept()] == [scene.users["pia"].pk]


def test_saved_form_does_not_come_back(scene: Scene) -> None:
    client = typing(scene, "pat")
    send(client, scene)
    client.force_login(scene.users["pat"])
    saved = send(client, scene, account="Ashgrove Steel")
    assert saved.status_code == 302
    assert client.cookies[FORM_COOKIE].value == ""
    # The page that opens says once by name what was saved.
    assert NAME in client.get(saved.headers["Location"]).content.decode()
    assert not shows_it(client)


def test_stranger_at_this_browser_leaves_nothing(scene: Scene) -> None:
    """Without the cookie of somebody who signed in here before, nobody could get it back."""
    assert send(Client(), scene).status_code == 302
    assert kept() == []


def test_forged_cookie_leaves_nothing(scene: Scene) -> None:
    client = typing(scene, "pat")
    client.cookies["prm_known"] = f"{scene.users['olga'].pk}:forged:signature"
    send(client, scene)
    assert kept() == []


def test_secrets_are_not_kept(scene: Scene) -> None:
    client = typing(scene, "pat")
    send(client, scene, csrfmiddlewaretoken="t", password="secret", code="123456")
    fields = kept()[0].fields
    assert fields["name"] == [NAME]
    assert not {"csrfmiddlewaretoken", "password", "code"} & set(fields)


def test_sign_in_pages_keep_nothing(scene: Scene) -> None:
    client = typing(scene, "pat")
    client.post("/sign-in/", {"login": "pat@cardinal.example", "password": "wrong"})
    assert kept() == []


def test_too_much_is_not_kept(scene: Scene) -> None:
    send(typing(scene, "pat"), scene, description="x" * LARGEST)
    assert kept() == []


def test_only_a_hash_of_the_token_is_stored(scene: Scene) -> None:
    client = typing(scene, "pat")
    token = send(client, scene).cookies[FORM_COOKIE]
    assert kept()[0].token_hash != token.value
    assert token["httponly"]
    assert token["samesite"] == "Lax"


def test_what_the_database_cannot_keep_is_not_kept(scene: Scene) -> None:
    for changes in ({"name": "a\x00b"}, {"a\x00b": "name"}):
        assert send(typing(scene, "pat"), scene, **changes).status_code == 302
    assert kept() == []
