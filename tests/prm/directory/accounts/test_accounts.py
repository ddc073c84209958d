"""What the list costs, without a transaction of the test around it."""

from __future__ import annotations

import pytest

from opportunities.entry.actions import enter_opportunity
from opportunities.entry.records import NewAccount
from prm.core.rls import acting_as
from tests.cast import World
from tests.opportunities.statements import statements

# Session, user, actor, context, industries, countries, count, rows, business.
MOST = 9


@pytest.mark.django_db(transaction=True)
def test_the_list_costs_the_same_for_one_row_and_for_three(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)
    pat, names = world.actor("pat"), iter(("Kestrel Foods", "Osprey Water"))
    clients = [world.client(name) for name in ("pat", "bea")]
    for count in (1, 3):
        for name in names if count == 3 else ():
            with acting_as(pat):
                enter_opportunity(world.entry(account=NewAccount(name, industry="Food")), actor=pat)
        for client in clients:
            client.get("/accounts/")
            found = statements(lambda client=client: client.get("/accounts/?search=o&sort=-place"))
            assert len(found) == MOST, "\n".join(found)
