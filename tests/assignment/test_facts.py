from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from assignment import matching
from assignment.actions import RELATED
from assignment.facts import opportunity_facts
from opportunities.entry.records import HelpEntry, NewAccount
from opportunities.models import Opportunity, RevenueLine
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account, Territory
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, SERVER, Scene

STEEL = NewAccount("Ashgrove", "Germany", "Bavaria", "Passau", "94032", "Steel")


def facts(*deals: Opportunity) -> list[matching.Opportunity]:
    with acting_as(SYSTEM):
        rows = Opportunity.objects.filter(pk__in=[deal.pk for deal in deals]).select_related(*RELATED).order_by("pk")
        return opportunity_facts(list(rows))


def test_everything_that_rules_may_ask_for(scene: Scene) -> None:
    with acting_as(SYSTEM):
        europe = Territory.objects.create(name="Europe")
        Territory.objects.filter(pk=scene.bavaria.pk).update(parent=europe)
    lines = [(ROUTER, "2", "100"), (SERVER, "1", "900"), (ROUTER, "1", "100")]
    help_asked = (HelpEntry("pricing"), HelpEntry("reference"))
    deal = entered(
        scene, "pat", account=STEEL, lines=lines, help=help_asked, source="web", type="renewal", currency="EUR",
        stage="proposal", people=["bea"],
    )  # fmt: skip
    with acting_as(SYSTEM):
        Account.objects.update(employees=250)
    (found,) = facts(deal)
    assert dict(found.attributes) == {
        "territory": ("Bavaria", "Europe"),
        "product": (ROUTER, SERVER),
        "product_line": ("Routers", "Servers"),
        "help": ("pricing", "reference"),
        "amount": (Decimal("1320.000"),),
        "stage": ("proposal",),
        "source": ("web",),
        "type": ("renewal",),
        "currency": ("EUR",),
        "partner": ("Cardinal Systems",),
        "partner_tier": ("gold",),
        "partner_type": (),
        "country": ("Germany",),
        "region": ("Bavaria",),
        "postal_code": ("94032",),
        "industry": ("Steel",),
        "employees": (250,),
    }
    assert [tuple(line.values()) for line in found.lines] == [
        (ROUTER, "Routers", Decimal(220)), (SERVER, "Servers", Decimal(990)), (ROUTER, "Routers", Decimal(110)),
    ]  # fmt: skip
    assert (found.key, found.partner, found.channel_manager) == (deal.key, deal.partner_id, scene.people["bea"].pk)
    assert (found.territory, found.closed) == ("Bavaria", False)
    assert {(member.person, member.by_rule) for member in found.team} == {
        (scene.people["pat"].pk, False), (scene.people["bea"].pk, False),
    }  # fmt: skip


def test_what_is_not_known_is_missing(scene: Scene) -> None:
    (found,) = facts(entered(scene, "abe"))
    empty = {name for name, values in found.attributes.items() if values == ()}
    assert empty == {"territory", "product", "product_line", "help", "source", "partner_tier", "partner_type"}
    assert not {"country", "region", "industry", "employees"} & set(found.attributes)
    assert (found.territory, found.channel_manager, found.lines) == (None, None, ())


@pytest.mark.parametrize(("stage", "closed"), [("proposal", False), ("won", True), ("lost", True)])
def test_whether_it_is_closed(scene: Scene, stage: str, closed: bool) -> None:
    assert facts(entered(scene, "pat", stage=stage))[0].closed is closed


def test_removed_lines_say_nothing(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5"), (SERVER, "1", "5")])
    with acting_as(SYSTEM):
        RevenueLine.objects.filter(product=scene.products[SERVER]).update(deleted_at="2026-01-01T00:00Z")
    assert facts(deal)[0].attributes["product"] == (ROUTER,)


def test_a_chunk_keeps_its_order_and_costs_four_statements(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deals = [entered(scene, "pat", lines=[(ROUTER, "1", "5")] * count) for count in (1, 3, 2)]
    with acting_as(SYSTEM):
        rows = list(Opportunity.objects.select_related(*RELATED).order_by("-pk"))
        with django_assert_num_queries(4):
            found = opportunity_facts(rows)
    assert [len(fact.lines) for fact in found] == [2, 3, 1]
    assert [fact.key for fact in found] == [deal.key for deal in reversed(deals)]
