from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client

from prm.access.models import RoleRequirement, SignInRecord
from prm.access.second_factor.actions import is_required, reset_second_factor, save_requirement
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.administration import page
from tests.cast import World

pytestmark = pytest.mark.django_db


def give_factors(world: World) -> None:
    """Pat has an app and recovery codes."""
    with acting_as(SYSTEM):
        for kind in ("totp", "recovery_codes"):
            Authenticator.objects.create(user=world.users["pat"], type=kind, data={})


@pytest.fixture
def lost(world: World) -> World:
    give_factors(world)
    return world


def factors(world: World, name: str) -> int:
    with acting_as(SYSTEM):
        return Authenticator.objects.filter(user=world.users[name]).count()


def signed_in(client: Client) -> bool:
    return client.get("/sign-in/email/").status_code == 200


def test_reset_removes_factors_ends_sessions_and_is_noted(world: World) -> None:
    client, ada = Client(), world.actor("ada")
    client.post("/sign-in/", {"login": cast.PAT.email, "password": cast.password()})
    assert signed_in(client)
    give_factors(world)
    with acting_as(ada, administering=True):
        assert reset_second_factor(world.users["pat"], actor=ada) == 2
    assert factors(world, "pat") == 0
    assert not signed_in(client)
    with acting_as(SYSTEM):
        assert not UserSession.objects.filter(user=world.users["pat"]).exists()
        note = SignInRecord.objects.get(user=world.users["pat"], outcome="factor_reset")
    assert (note.outcome, note.ways) == ("factor_reset", ada.person_key)


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat"])
def test_only_administrators_decide(lost: World, name: str) -> None:
    actor = lost.actor(name)
    with acting_as(SYSTEM):
        row = RoleRequirement.objects.get(role="partner_rep")
        with pytest.raises(PermissionDenied):
            reset_second_factor(lost.users["pat"], actor=actor)
        with pytest.raises(PermissionDenied):
            save_requirement(row, actor=actor)
    assert factors(lost, "pat") == 2


def test_reset_from_the_list_spares_the_own_one(lost: World) -> None:
    with acting_as(SYSTEM):
        Authenticator.objects.create(user=lost.users["ada"], type="totp", data={})
    chosen = [lost.users["pat"].pk, lost.users["ada"].pk]
    sending = {"action": "reset_second_factors", "_selected_action": chosen}
    html = lost.client("ada").post(page(type(lost.users["pat"]), "changelist"), sending, follow=True).content.decode()
    assert "pat@cardinal.example has no second factor now" in html
    assert "it was left as it is" in html
    assert (factors(lost, "pat"), factors(lost, "ada")) == (0, 1)


def test_required_follows_role_and_setting(world: World) -> None:
    assert not is_required(world.users["pat"])
    with acting_as(SYSTEM):
        row = RoleRequirement.objects.get(role="partner_rep")
        row.second_factor = True
        save_requirement(row, actor=SYSTEM)
    assert is_required(world.users["pat"])
    assert not is_required(world.users["pam"])
