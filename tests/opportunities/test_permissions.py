from dataclasses import dataclass
from datetime import date, datetime

import pytest

from opportunities.permissions import is_recorded_reading, may_change, may_enter, may_move_stage, may_read_runs
from prm.core.actor import PARTNER_ROLES, SYSTEM, Actor, Role, Side

OWN, OTHER, BRAND_OWNER = 1, 2, 9
ME, MY_REPORT, SOMEBODY = 11, 12, 13


@dataclass(frozen=True)
class Seen:
    partner_id: int
    am_member: bool
    managed_by: int | None
    entered_in_error: bool = False
    win_asked_at: datetime | None = None
    primary_person_id: int = 0
    restricted: bool = False
    closed_on: date | None = None


def actor(role: Role) -> Actor:
    side, organization = (Side.PARTNER, OWN) if role in PARTNER_ROLES else (Side.BRAND_OWNER, BRAND_OWNER)
    return Actor(role, side, person_id=ME, organization_id=organization, reports=(MY_REPORT,))


ON_TEAM = Seen(OTHER, am_member=True, managed_by=SOMEBODY)
OF_OWN_COMPANY = Seen(OWN, am_member=False, managed_by=SOMEBODY)
OF_OTHERS = Seen(OTHER, am_member=False, managed_by=SOMEBODY)
MANAGED = Seen(OTHER, am_member=False, managed_by=ME)
MANAGED_BY_REPORT = Seen(OTHER, am_member=False, managed_by=MY_REPORT)
UNMANAGED = Seen(OTHER, am_member=False, managed_by=None)
EVERY = (ON_TEAM, OF_OWN_COMPANY, OF_OTHERS, MANAGED, MANAGED_BY_REPORT, UNMANAGED)

CHANGES = {
    Role.PARTNER_REP: {ON_TEAM},
    Role.PARTNER_MANAGER: {ON_TEAM, OF_OWN_COMPANY},
    Role.SALES_AGENT: {ON_TEAM},
    Role.CHANNEL_MANAGER: {ON_TEAM, MANAGED, MANAGED_BY_REPORT},
    Role.CHANNEL_EXECUTIVE: set(),
    Role.ADMINISTRATOR: set(EVERY),
}


@pytest.mark.parametrize("role", CHANGES)
def test_who_may_change_what_they_see(role: Role) -> None:
    assert {seen for seen in EVERY if may_change(actor(role), seen)} == CHANGES[role]
    assert {seen for seen in EVERY if may_move_stage(actor(role), seen)} == CHANGES[role]


def test_the_system_may_change_everything() -> None:
    assert all(may_change(SYSTEM, seen) for seen in EVERY)


@pytest.mark.parametrize("role", CHANGES)
def test_everybody_but_the_executive_enters(role: Role) -> None:
    assert may_enter(actor(role)) is (role != Role.CHANNEL_EXECUTIVE)


@pytest.mark.parametrize("role", CHANGES)
def test_only_the_brand_owner_reads_runs(role: Role) -> None:
    assert may_read_runs(actor(role)) is (role not in PARTNER_ROLES)


@pytest.mark.parametrize("role", CHANGES)
def test_only_administrators_beside_the_team_have_their_reading_recorded(role: Role) -> None:
    recorded = {
        (am_member, restricted)
        for am_member in (True, False)
        for restricted in (True, False)
        if is_recorded_reading(actor(role), Seen(OTHER, am_member, None, restricted=restricted))
    }
    assert recorded == ({(False, True)} if role == Role.ADMINISTRATOR else set())
