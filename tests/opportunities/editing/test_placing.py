from __future__ import annotations

import pytest
from django.db.models import Q
from django.utils import timezone

from opportunities.editing.placing import place_again, territory_of
from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from prm.directory.accounts.actions import edit_account
from prm.directory.actions import save_organization
from prm.directory.models import Account, Organization, Territory
from prm.directory.places import TerritoryMap
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import CARDINAL, Scene
from tests.opportunities.statements import statements

BAVARIA = {"country": "Germany", "region": "Bavaria"}


def move(account: Account | None, **changes: str) -> None:
    with acting_as(SYSTEM):
        stored = Account.objects.get(pk=account.pk)  # type: ignore[union-attr]
        edit_account(stored, changes, actor=SYSTEM, version=stored.version)
    work_all()


def territory(deal: Opportunity) -> Territory | None:
    with acting_as(SYSTEM):
        return Opportunity.objects.select_related("territory").get(pk=deal.pk).territory


def told(deal: Opportunity) -> list[dict[str, str]]:
    with acting_as(SYSTEM):
        rows = OpportunityHistory.objects.of(deal).filter(verb="opportunity.placed")
        return list(rows.order_by("pk").values_list("parameters", flat=True))


def test_a_customer_who_moves_takes_the_open_deals_along(scene: Scene) -> None:
    deal = entered(scene, "pat", account=NewAccount("Alpenblick", country="United States", region="OH"))
    closed = entered(scene, "pat", account=deal.account_id, stage="won")
    other = entered(scene, "pat", account=NewAccount("Elsewhere", country="United States", region="OH"))
    assert territory(deal) == scene.great_lakes
    move(deal.account, **BAVARIA)
    assert (territory(deal), territory(closed), territory(other)) == (
        scene.bavaria, scene.great_lakes, scene.great_lakes,
    )  # fmt: skip
    assert told(deal) == [{"before": "Great Lakes", "after": "Bavaria"}]
    page = read(scene.client("pat").get(f"/opportunities/{deal.key}/history/")).text
    assert "The territory is Bavaria now, before Great Lakes" in page


def test_without_a_territory_of_the_customer_the_partners_holds(scene: Scene) -> None:
    deal = entered(scene, "pat", account=NewAccount("Alpenblick", **BAVARIA))
    move(deal.account, country="Nowhere", region="")
    assert territory(deal) == scene.great_lakes, "the partner's own"
    with acting_as(SYSTEM):
        cardinal = Organization.objects.get(name=CARDINAL)
        cardinal.territory = scene.bavaria
        save_organization(cardinal, actor=SYSTEM)
    work_all()
    assert territory(deal) == scene.bavaria


def test_what_moves_nothing_is_not_told(scene: Scene) -> None:
    deal = entered(scene, "pat", account=NewAccount("Alpenblick", **BAVARIA))
    move(deal.account, industry="Mining")
    move(deal.account, postal_code="80331")
    assert told(deal) == []
    with acting_as(SYSTEM):
        assert not OutboxEvent.objects.filter(payload__attributes=["territory"]).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_a_chunk_of_deals_is_placed_in_as_many_statements_as_one(scene: Scene, many: int) -> None:
    account_id = entered(scene, "pat", account=NewAccount("Alpenblick", **BAVARIA)).account_id
    for _ in range(many - 1):
        entered(scene, "pat", account=account_id)
    with acting_as(SYSTEM):
        Account.objects.update(country="United States", region="OH")
        of, moved = Q(account_id=account_id), list[int]()
        asked = statements(lambda: moved.extend(place_again(of, actor=SYSTEM, at=timezone.now())))
    assert (len(moved), len(asked)) == (many, 6)


def test_a_deal_without_a_customer_is_where_its_partner_is(scene: Scene) -> None:
    cardinal = scene.organizations[CARDINAL]
    assert territory_of(cardinal, None, TerritoryMap(())) == scene.great_lakes.pk


def test_neither_has_one(scene: Scene) -> None:
    nowhere = Organization(name="Nowhere Sales", country="Nowhere")
    with acting_as(SYSTEM):
        territories = TerritoryMap.load()
    assert territory_of(nowhere, Account(name="Nobody", country="Nowhere"), territories) is None
    assert territory_of(nowhere, None, territories) is None
