from __future__ import annotations

import pytest
from django.http import Http404

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import link_account
from prm.directory.accounts.frame import frame, load
from prm.directory.models import Account
from tests.cast import World


def test_partners_are_named_to_the_brand_owner_alone(world: World) -> None:
    with acting_as(SYSTEM):
        link_account(world.account.pk, world.harborline.pk)
    for who, names in (("pat", None), ("olga", None), ("bea", ["Cardinal Systems", "Harborline"])):
        actor = world.actor(who)
        with acting_as(actor):
            partners = frame(load(world.account.key, actor), actor, "contacts")["partners"]
        assert (partners and [row.name for row in partners]) == names


def test_a_parent_is_shown_to_whom_it_is_visible(world: World) -> None:
    with acting_as(SYSTEM):
        Account.objects.filter(pk=world.account.pk).update(parent=world.other_account)
    for who, parent in (("pat", None), ("bea", world.other_account)):
        actor = world.actor(who)
        with acting_as(actor):
            assert frame(load(world.account.key, actor), actor, "contacts")["parent"] == parent


def test_hidden_is_not_there(world: World) -> None:
    olga = world.actor("olga")
    with acting_as(olga), pytest.raises(Http404):
        load(world.account.key, olga)
