from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import link_account
from prm.directory.accounts.care import IsOnlyOurs
from prm.directory.models import Account, AccountPartner
from tests.cast import World


def answer(world: World, who: str, account: Account) -> bool | None:
    """What the function says of an account, seen by the policy or not."""
    with acting_as(world.actor(who)):
        row = Account.objects.filter(pk=world.account.pk).annotate(ours=IsOnlyOurs(account.pk))
        return row.values_list("ours", flat=True).first()


def test_alone_until_anybody_else_is_linked(world: World) -> None:
    assert answer(world, "pat", world.account) is True
    with acting_as(SYSTEM):
        link_account(world.account.pk, world.gantry.pk)
    assert answer(world, "pat", world.account) is False


@pytest.mark.parametrize("linked", [False, True])
def test_of_a_foreign_account_it_tells_nothing(world: World, linked: bool) -> None:
    with acting_as(SYSTEM):
        if not linked:
            AccountPartner.objects.filter(account=world.other_account).delete()
    assert answer(world, "pat", world.other_account) is False
