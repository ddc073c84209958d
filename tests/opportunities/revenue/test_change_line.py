"""Many people at the same moment, on real connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from django.db import connection

from opportunities.models import Opportunity, RevenueLine
from opportunities.revenue.actions import add_line, change_line
from opportunities.stages.actions import Changed
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.revenue.lines import line_of, values_of
from tests.opportunities.scene import Scene

PEOPLE = 12


def test_no_line_is_lost(committed_scene: Scene) -> None:
    deal = entered(committed_scene, "pat")
    shared = line_of(committed_scene, deal)

    def work(number: int) -> bool:
        """Adds a line of its own and tries to change the one that all of them looked at."""
        try:
            with acting_as(SYSTEM):
                values = values_of(committed_scene, deal, quantity=Decimal(number + 3))
                add_line(seen(deal, SYSTEM), actor=SYSTEM, values=values)
            with acting_as(SYSTEM):
                return change_line(seen(deal, SYSTEM), shared, actor=SYSTEM, version=1, values=values)
        except Changed:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        changed = list(pool.map(work, range(PEOPLE)))
    with acting_as(SYSTEM):
        lines = list(RevenueLine.objects.of(deal).kept())
        assert (len(lines), sorted(line.position for line in lines)) == (PEOPLE + 1, list(range(PEOPLE + 1)))
        assert Opportunity.objects.get(pk=deal.pk).amount == sum(line.amount for line in lines)
    assert changed.count(True) == 1
