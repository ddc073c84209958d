from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import Changed, edit_account, enter_account, link_account, set_parent_account
from prm.directory.accounts.frame import load
from prm.directory.models import Account, AccountPair, AccountPartner
from tests.cast import World


def test_an_account_is_linked_to_who_entered_it_and_tidied(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        typed = Account(name="  Ärger Mills ", domain="https://www.Arger.example/")
        account = enter_account(typed, actor=pat, partner_id=world.cardinal.pk)
        stored = Account.objects.get(pk=account.pk)
    assert (stored.name, stored.name_sort, stored.domain) == ("Ärger Mills", "arger mills", "arger.example")
    assert stored.entered_by_id == world.cardinal.pk
    with acting_as(SYSTEM):
        assert list(account.links.values_list("partner_id", flat=True)) == [world.cardinal.pk]


def test_linking_twice_is_a_friendly_no_op(world: World) -> None:
    with acting_as(SYSTEM):
        for _ in range(2):
            link_account(world.account.pk, world.harborline.pk)
        assert AccountPartner.objects.filter(account=world.account).count() == 2


def test_nobody_enters_for_another_company_and_an_executive_enters_nothing(world: World) -> None:
    for name, partner in (("pat", world.harborline), ("eve", world.gantry)):
        actor = world.actor(name)
        with acting_as(actor), pytest.raises(PermissionDenied):
            enter_account(Account(name="Harbor Foods"), actor=actor, partner_id=partner.pk)


def test_what_cannot_be_stored_is_said_by_field(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(ValidationError) as refused:
        enter_account(Account(name=" ", city="x" * 81), actor=SYSTEM, partner_id=world.cardinal.pk)
    assert set(refused.value.message_dict) == {"name", "city"}


def test_editing_swaps_the_version_and_compares_anew(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        account = load(world.account.key, pat)
        assert edit_account(account, {"name": "Halden Freight", "version": 9}, actor=pat, version=1)
        assert not edit_account(account, {"name": "Halden Freight"}, actor=pat, version=1)
        stored = Account.objects.get(pk=account.pk)
    assert (stored.name_sort, stored.version) == ("halden freight", 2)
    with acting_as(SYSTEM):
        assert AccountPair.objects.filter(first=world.account, second=world.other_account, likeness=100).exists()


def test_the_second_of_two_who_edit_is_told(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        first, second = load(world.account.key, pat), load(world.account.key, pat)
        edit_account(first, {"city": "Dayton"}, actor=pat, version=1)
        with pytest.raises(Changed):
            edit_account(second, {"city": "Akron"}, actor=pat, version=1)
        assert Account.objects.get(pk=first.pk).city == "Dayton"


@pytest.mark.parametrize("other", ["harborline", "gantry"])
def test_a_partner_no_longer_edits_what_others_work_with_too(world: World, other: str) -> None:
    with acting_as(SYSTEM):
        link_account(world.account.pk, getattr(world, other).pk)
    pat = world.actor("pat")
    with acting_as(pat), pytest.raises(PermissionDenied):
        edit_account(load(world.account.key, pat), {"city": "Dayton"}, actor=pat, version=1)


def test_an_account_has_no_parent_below_itself(world: World) -> None:
    ada = world.actor("ada")
    with acting_as(ada, administering=True):
        assert set_parent_account(world.account, world.other_account, actor=ada)
        child = Account.objects.get(pk=world.account.pk)
        assert not set_parent_account(child, world.other_account, actor=ada)
        with pytest.raises(ValidationError, match="lies below"):
            set_parent_account(world.other_account, child, actor=ada)
