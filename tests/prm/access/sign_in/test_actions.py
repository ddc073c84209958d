from __future__ import annotations

from typing import Any

import pytest
from allauth.core.context import request_context
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from prm.access.sign_in.actions import follow_role, invite, send_password_link
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.models import Person
from tests.cast import World


@pytest.fixture
def request_of_ada(rf: RequestFactory) -> Any:
    return rf.get("/admin/")


def test_link_is_mailed_in_the_persons_language_with_a_key_for_one_use(world: World, request_of_ada: Any) -> None:
    ada = world.actor("ada")
    with acting_as(SYSTEM):
        person = save_person(Person(name="Nia", role="partner_rep", organization=world.cardinal), actor=SYSTEM)
    with acting_as(ada, administering=True), request_context(request_of_ada):
        user = invite(person, email="nia@cardinal.example", actor=ada, request=request_of_ada)
    assert not user.has_usable_password()
    assert "/password/reset/key/" in mail.outbox[0].body


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat", "olga"])
def test_only_administrators_invite(world: World, request_of_ada: Any, name: str) -> None:
    actor = world.actor(name)
    with acting_as(SYSTEM):
        pat, user = world.pat, world.users["pat"]
        with pytest.raises(PermissionDenied):
            invite(pat, email="else@cardinal.example", actor=actor, request=request_of_ada)
        with pytest.raises(PermissionDenied):
            send_password_link(user, actor=actor, request=request_of_ada)
        with pytest.raises(PermissionDenied):
            follow_role(pat, actor=actor)
    assert not mail.outbox


def test_following_the_role_says_whether_it_changed(world: World) -> None:
    with acting_as(SYSTEM):
        assert not follow_role(world.ada, actor=SYSTEM)
        world.abe.role = "administrator"
        assert follow_role(world.abe, actor=SYSTEM)
        assert not follow_role(world.abe, actor=SYSTEM)
