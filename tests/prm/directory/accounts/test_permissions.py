from __future__ import annotations

from dataclasses import dataclass

import pytest

from prm.core.actor import PARTNER_ROLES, Actor, Role, Side
from prm.directory.accounts.permissions import (
    may_edit_account,
    may_enter_account,
    may_enter_contact,
    may_read_partners,
)


@dataclass
class Seen:
    is_ours: bool = True
    is_only_ours: bool = True


def actor(role: Role) -> Actor:
    return Actor(role=role, side=Side.PARTNER if role in PARTNER_ROLES else Side.BRAND_OWNER)


@pytest.mark.parametrize("role", PARTNER_ROLES)
def test_a_partner_edits_what_is_its_own_alone(role: Role) -> None:
    assert may_enter_account(actor(role))
    assert may_edit_account(actor(role), Seen())
    assert not may_edit_account(actor(role), Seen(is_only_ours=False))
    assert not may_read_partners(actor(role))


@pytest.mark.parametrize("role", PARTNER_ROLES)
def test_a_partner_knows_people_where_it_works_itself(role: Role) -> None:
    assert may_enter_contact(actor(role), Seen(is_only_ours=False))
    assert not may_enter_contact(actor(role), Seen(is_ours=False))


@pytest.mark.parametrize("role", [Role.SALES_AGENT, Role.CHANNEL_MANAGER, Role.ADMINISTRATOR])
def test_the_brand_owner_keeps_its_book(role: Role) -> None:
    nobodys = Seen(is_ours=False, is_only_ours=False)
    assert may_enter_account(actor(role))
    assert may_edit_account(actor(role), nobodys)
    assert may_enter_contact(actor(role), nobodys)
    assert may_read_partners(actor(role))


def test_executives_read() -> None:
    executive = actor(Role.CHANNEL_EXECUTIVE)
    assert may_read_partners(executive)
    assert not may_enter_account(executive)
    assert not may_edit_account(executive, Seen())
    assert not may_enter_contact(executive, Seen())
