"""Entering opportunities while something breaks, and what must be true afterwards."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from assignment.models import AssignmentRun
from opportunities.entry.actions import enter_opportunity
from opportunities.entry.records import Entry, LineEntry, NewAccount
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.world import World

CATCH_UP_SECONDS = 45


def enter(world: World, name: str) -> int:
    """Pat enters an opportunity; its id, committed."""
    pat = world.actor("pat")
    entry = Entry(
        name=name,
        partner_id=0,
        person_id=0,
        close_date=timezone.localdate() + timedelta(days=30),
        currency="USD",
        account=NewAccount(f"Customer of {name}"),
        source="web",
        lines=(LineEntry(world.product.pk, Decimal(2), Decimal(1000)),),
        entry_key=uuid.uuid4(),
    )
    with acting_as(pat):
        return enter_opportunity(entry, actor=pat).opportunity.pk


def wait_until_assigned(ids: list[int]) -> None:
    """Wait until each has its run; fail after 45 s."""
    end = time.monotonic() + CATCH_UP_SECONDS
    while time.monotonic() < end:
        with acting_as(SYSTEM):
            done = AssignmentRun.objects.filter(opportunity_id__in=ids).values("opportunity_id").distinct().count()
        if done == len(ids):
            return
        time.sleep(0.1)
    raise AssertionError(f"{len(ids) - done} of {len(ids)} opportunities were not assigned in {CATCH_UP_SECONDS} s")


def assert_complete(world: World, ids: list[int]) -> None:
    """Each is there once, with its primary, the channel manager and the agent, one run and one line of history."""
    team = sorted([world.pat.pk, world.bea.pk, world.abe.pk])
    with acting_as(SYSTEM):
        assert Opportunity.objects.count() == len(ids)
        for pk in ids:
            members = Member.objects.filter(opportunity_id=pk)
            assert sorted(members.values_list("person_id", flat=True)) == team
            assert all(member.reason for member in members.filter(how=Member.How.RULE))
            assert AssignmentRun.objects.filter(opportunity_id=pk).count() == 1
            added = OpportunityHistory.objects.filter(opportunity_id=pk, verb="assignment.added")
            assert added.count() == 1
