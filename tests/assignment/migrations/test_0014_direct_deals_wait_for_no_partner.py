from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from assignment.models import Rule, RuleGroup, Unassigned
from opportunities.models.child import new
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

FORGET = import_module("assignment.migrations.0014_direct_deals_wait_for_no_partner").FORGET


@pytest.mark.parametrize("other", [False, True])
def test_what_never_had_a_partner_waits_for_none(scene: Scene, other: bool) -> None:
    """A partner's deal goes on waiting, and so does one whose group has other rules as well."""
    deals = {who: entered(scene, who) for who in ("abe", "pat")}
    now = timezone.now()
    with acting_as(SYSTEM):
        managers, agents = RuleGroup.objects.order_by("order")
        if other:
            Rule.objects.create(group=managers, name="Somebody", source="everybody")
        told = {"since": now, "tried_at": now, "reason": {}}
        rows = [new(Unassigned, deal, group_id=group.pk, **told) for deal in deals.values() for group in (managers, agents)]
        Unassigned.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.execute(FORGET)
        left = set(Unassigned.objects.values_list("opportunity_id", "group_id"))
    direct = {(deals["abe"].pk, agents.pk)} | ({(deals["abe"].pk, managers.pk)} if other else set())
    assert left == {(deals["pat"].pk, managers.pk), (deals["pat"].pk, agents.pk)} | direct
