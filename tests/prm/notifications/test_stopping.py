from __future__ import annotations

import pytest
from django.core import signing
from django.db import ProgrammingError, transaction
from django.urls import resolve

from prm.core.rls import acting_as
from prm.notifications.stopping import SALT, person_of, stop_address
from tests.opportunities.scene import Scene


def token(scene: Scene, name: str) -> str:
    address = stop_address(scene.people[name].key)
    return str(resolve(address.split("://")[1].removeprefix(address.split("/")[2])).kwargs["token"])


def test_a_link_stands_for_whom_it_was_mailed_to(scene: Scene) -> None:
    assert person_of(token(scene, "pat")) == scene.actor("pat")
    assert str(scene.people["pat"].pk) not in stop_address(scene.people["pat"].key).split("/")


@pytest.mark.parametrize("forged", ["", "nonsense", "x" * 10_000, "a:b:c", "💥"])
def test_what_the_portal_did_not_sign_is_nobody(scene: Scene, forged: str) -> None:
    assert person_of(forged) is None


def test_tokens_of_other_links_and_of_nobody_are_nobody(scene: Scene) -> None:
    assert person_of(signing.dumps(scene.people["pat"].key, salt="other")) is None
    assert person_of(signing.dumps("aaaaaaaaaa", salt=SALT)) is None
    assert person_of(signing.dumps({"key": 1}, salt=SALT)) is None


def test_nobody_with_a_role_may_look_people_up(scene: Scene) -> None:
    pat = token(scene, "pat")
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(scene.actor("olga")), refused, transaction.atomic():
        person_of(pat)
