from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from prm.access.models import User
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account, Person
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.access.pages import ENDS, SAVED

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.prm.access.pages"),
]
NOBODY = ["none", "", ""]


def client_of(scene: Scene, name: str) -> Client:
    """A browser; a page that fails is answered and not raised."""
    client = scene.client(name)
    client.raise_request_exception = False
    return client


def told(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_only_pages_that_end_well_save(committed_scene: Scene) -> None:
    entered(committed_scene, "pat")
    client = client_of(committed_scene, "pat")
    for end in ENDS:
        client.post(f"/write/{end}/")
        assert not connection.in_atomic_block, end
    with acting_as(SYSTEM):
        written = set(Account.objects.filter(name__in=ENDS).values_list("name", flat=True))
    assert written == set(SAVED)


def test_what_the_failed_pages_answer(committed_scene: Scene) -> None:
    entered(committed_scene, "pat")
    client = client_of(committed_scene, "pat")
    answers = {end: client.post(f"/write/{end}/").status_code for end in ENDS}
    assert answers == {
        "well": 200,
        "elsewhere": 302,
        "refused form": 422,
        "exception": 500,
        "not found": 404,
        "forbidden": 403,
        "unavailable": 503,
        "rendering": 500,
        "commit": 500,
    }


def test_pages_run_as_the_role_of_their_reader(committed_scene: Scene) -> None:
    scene = committed_scene
    pat = told(scene.client("pat"), "/tell/")
    cardinal = scene.people["pat"].organization_id
    assert pat["settings"] == ["prm_partner", str(cardinal), f"{{{cardinal}}}"]
    assert (pat["actor"], pat["atomic"]) == (scene.people["pat"].name, True)
    assert told(scene.client("bea"), "/tell/")["settings"][0] == "prm_brand_owner"
    assert told(scene.client("ada"), "/admin/tell/")["settings"][0] == "prm_administrator"
    assert told(scene.client("pat"), "/admin/tell/")["settings"][0] == "prm_partner"


def test_pages_that_change_the_session_run_without_a_role(committed_scene: Scene) -> None:
    for address in ("/sign-in/tell/", "/admin/login/"):
        for client in (Client(), committed_scene.client("pat")):
            assert told(client, address)["settings"] == NOBODY
            assert told(client, address)["atomic"] is False


def test_page_with_its_own_transaction_gets_the_actor_only(committed_scene: Scene) -> None:
    alone = told(committed_scene.client("pat"), "/alone/")
    assert alone == {"settings": NOBODY, "actor": committed_scene.people["pat"].name, "atomic": False}


def test_no_role_is_left_behind(committed_scene: Scene) -> None:
    told(committed_scene.client("pat"), "/tell/")
    assert told(Client(), "/sign-in/tell/")["settings"] == NOBODY


def test_reader_has_their_time_zone_and_the_next_one_not(committed_scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=committed_scene.people["pat"].pk).update(time_zone="Asia/Tokyo", language="de")
    told(committed_scene.client("pat"), "/tell/")
    assert timezone.get_current_timezone_name() == "Asia/Tokyo"
    told(Client(), "/sign-in/tell/")
    assert timezone.get_current_timezone_name() == "UTC"
    assert translation.get_language() == "en"


def test_user_without_a_person_is_told_so(committed_scene: Scene) -> None:
    with acting_as(SYSTEM):
        User.objects.filter(pk=committed_scene.users["pat"].pk).update(person=None)
    response = committed_scene.client("pat").get("/tell/")
    assert response.status_code == 403
    assert "access/no_person.html" in [template.name for template in response.templates]


def test_unknown_address_opens_no_transaction(committed_scene: Scene) -> None:
    assert committed_scene.client("pat").get("/nowhere/").status_code == 404


@pytest.mark.urls("prm.urls")
def test_what_somebody_sees_is_kept_by_nobody_else(committed_scene: Scene) -> None:
    shown = client_of(committed_scene, "pat").get("/opportunities/")
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in Client().get("/healthz").headers
