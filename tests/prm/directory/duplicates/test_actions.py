from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.duplicates.actions import mark_different, reopen_pair
from prm.directory.models import Account, AccountPair
from tests.cast import World


@pytest.fixture
def pair(world: World) -> AccountPair:
    with acting_as(SYSTEM):
        enter_account(Account(name="Larkspur Foods"), actor=SYSTEM, partner_id=world.harborline.pk)
        return AccountPair.objects.get()


def test_marked_once_and_put_back_once(world: World, pair: AccountPair) -> None:
    bea, abe = world.actor("bea"), world.actor("abe")
    with acting_as(bea):
        assert not reopen_pair(pair, actor=bea)
        assert mark_different(pair, actor=bea)
        assert not mark_different(pair, actor=abe)
        assert AccountPair.objects.judged_different().get().judged_by == world.people["bea"]
        assert reopen_pair(pair, actor=abe)
        assert AccountPair.objects.open().get().judged_at is None


@pytest.mark.parametrize("who", ["pat", "pam", "eve"])
def test_others_judge_nothing(world: World, pair: AccountPair, who: str) -> None:
    actor = world.actor(who)
    for verb in (mark_different, reopen_pair):
        with acting_as(actor), pytest.raises(PermissionDenied):
            verb(pair, actor=actor)
