"""Somebody whose role asks for a second factor sets one up before anything else opens."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from prm.access.models import RoleRequirement
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import page, save
from tests.cast import World

pytestmark = pytest.mark.django_db
SET_UP = "/sign-in/2fa/"


def require(role: str, *, required: bool = True) -> None:
    with acting_as(SYSTEM):
        assert RoleRequirement.objects.filter(role=role).update(second_factor=required) == 1


def give_factor(world: World, name: str, kind: str = "totp") -> None:
    with acting_as(SYSTEM):
        Authenticator.objects.create(user=world.users[name], type=kind, data={"secret": "JBSWY3DPEHPK3PXP"})


def leads_to(client: Client, address: str) -> str:
    response = client.get(address)
    return response.headers.get("Location", str(response.status_code))


@pytest.mark.parametrize("address", ["/ui/gallery/", "/admin/", "/sign-in/email/", "/sign-in/sessions/"])
def test_nothing_else_opens(world: World, address: str) -> None:
    require("administrator")
    client = world.client("ada")
    assert leads_to(client, address) == SET_UP
    shown = client.get(SET_UP)
    assert shown.status_code == 200
    assert b"Your role needs one beside the password" in shown.content
    assert b"/opportunities/" not in shown.content
    give_factor(world, "ada")
    assert leads_to(client, address) == "200"


def test_only_the_roles_that_ask_for_it(world: World) -> None:
    require("partner_manager")
    assert leads_to(world.client("pam"), "/sign-in/email/") == SET_UP
    assert leads_to(world.client("pat"), "/sign-in/email/") == "200"


def test_recovery_codes_alone_are_no_factor(world: World) -> None:
    require("administrator")
    give_factor(world, "ada", "recovery_codes")
    assert leads_to(world.client("ada"), "/ui/gallery/") == SET_UP


def test_set_up_pages_and_sign_out_stay_open(world: World) -> None:
    require("partner_rep")
    client = world.client("pat")
    assert client.get(SET_UP).status_code == 200
    response = client.get(reverse("mfa_activate_totp"))
    # Whoever signed in long ago is asked for the password first.
    assert response.status_code == 302
    assert "reauthenticate" in response.headers["Location"]
    assert client.get(response.headers["Location"]).status_code in (200, 403)
    assert client.post(reverse("account_logout")).status_code == 302
    assert leads_to(client, SET_UP).startswith("/sign-in/?")


def test_posts_write_nothing_and_htmx_leaves_the_page(world: World) -> None:
    require("partner_rep")
    client = world.client("pat")
    assert client.post("/opportunities/new/", {"name": "Quick"}).headers["Location"] == SET_UP
    answer = client.get("/ui/gallery/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, SET_UP)


def test_administrators_decide_by_role(world: World) -> None:
    client = world.client("ada")
    with acting_as(SYSTEM):
        row = RoleRequirement.objects.get(role="sales_agent")
    assert save(client, page(RoleRequirement, "change", row.pk), second_factor="on").status_code == 302
    assert leads_to(world.client("abe"), "/sign-in/email/") == SET_UP
    shown: Any = client.get(page(RoleRequirement, "changelist"))
    assert shown.context["cl"].result_count == 6
    assert client.get(page(RoleRequirement, "add")).status_code == 403


def test_role_given_later_asks_at_once(world: World) -> None:
    """In the session that is open already."""
    require("channel_executive")
    client = world.client("abe")
    assert leads_to(client, "/sign-in/email/") == "200"
    assert save(world.client("ada"), page(type(world.abe), "change", world.abe.pk), role="channel_executive")
    assert leads_to(client, "/sign-in/email/") == SET_UP
