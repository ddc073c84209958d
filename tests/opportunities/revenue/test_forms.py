from __future__ import annotations

from decimal import Decimal

from django.utils import translation

from opportunities.revenue.forms import LineForm
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.revenue.lines import line_of, typed_line
from tests.opportunities.scene import ROUTER, SERVER, TODAY, Scene


def test_a_new_line_is_as_likely_and_as_soon_as_its_deal(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        form = LineForm(None, opportunity=seen(deal, SYSTEM), stages=shown_stages())
        assert (form.initial["date"], form.initial["stage"]) == (deal.close_date, "prospecting")
        assert form.initial["probability"] == deal.probability


def test_a_product_withdrawn_since_stays_on_its_line(scene: Scene) -> None:
    deal = entered(scene, "pat")
    line = line_of(scene, deal, product=SERVER)
    with acting_as(SYSTEM):
        product = scene.products[SERVER]
        product.active = False
        product.save()
        sent = typed_line(scene, SERVER, version="1")
        form = LineForm(sent, opportunity=seen(deal, SYSTEM), stages=shown_stages(), line=line)
        assert form.is_valid(), form.errors
        product.active = True
        product.save()


def test_no_list_price_in_this_currency(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR")
    with acting_as(SYSTEM):
        form = LineForm(typed_line(scene, unit_price=""), opportunity=seen(deal, SYSTEM), stages=shown_stages())
        assert not form.is_valid()
        assert form.errors["unit_price"] == [f"Type a price: {ROUTER} has no list price in EUR."]


def test_numbers_as_they_are_written_elsewhere(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM), translation.override("de"):
        sent = typed_line(scene, quantity="1.250,5", unit_price="12,50", discount="2,5 %")
        form = LineForm(sent, opportunity=seen(deal, SYSTEM), stages=shown_stages())
        assert form.is_valid(), form.errors
        values = form.values()
    assert (values.quantity, values.unit_price, values.discount) == (
        Decimal("1250.5"),
        Decimal("12.5"),
        Decimal("2.5"),
    )
    assert values.date == TODAY
