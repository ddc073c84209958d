"""What all record pages have in common."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError

from prm.core.actor import SYSTEM
from prm.core.administration.pages import KeptAdmin, ReadOnlyAdmin, VerbAdmin
from prm.core.rls import acting_as
from prm.directory.models import Territory
from tests.administration import page, save
from tests.cast import World

KEPT = {"Organization", "Person", "Account", "Product", "Stage", "User", "RoleRequirement"}
LOOKED_AT = {"OutboxEvent", "AssignmentRun", "SignInRecord", "RuleVersion"}


def test_what_others_point_at_is_never_deleted(world: World) -> None:
    kinds = admin.site._registry.items()
    assert {kind.__name__ for kind, pages in kinds if isinstance(pages, KeptAdmin)} == KEPT
    assert {kind.__name__ for kind, pages in kinds if isinstance(pages, ReadOnlyAdmin)} == LOOKED_AT
    response = world.client("ada").get(page(type(world.cardinal), "changelist"))
    assert b"delete_selected" not in response.content


def test_a_page_that_saves_through_verbs_names_both() -> None:
    with pytest.raises(TypeError, match="HalfAdmin names no verb: remove_row"):
        type("HalfAdmin", (VerbAdmin,), {"save_row": print})


def test_deleting_what_is_in_use_is_refused_with_its_users(world: World) -> None:
    client, address = world.client("ada"), page(Territory, "delete", world.territory.pk)
    assert "Cardinal Systems" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    with acting_as(SYSTEM):
        assert Territory.objects.filter(pk=world.territory.pk).exists()


def test_two_who_save_at_once_get_a_message(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def collide(*arguments: Any, **named: Any) -> None:
        raise IntegrityError("duplicate key")

    client = world.client("ada")
    monkeypatch.setattr(Territory, "save", collide)
    response = save(client, page(Territory, "add"), name="North")
    assert (response.status_code, response.headers["Location"]) == (302, page(Territory, "add"))
    assert "at the same moment" in client.get(page(Territory, "add")).content.decode()
