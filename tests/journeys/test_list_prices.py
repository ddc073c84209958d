"""List prices follow the currency that is chosen while somebody types."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Browser, expect

from prm.catalog.actions import set_price
from prm.catalog.models import Currency
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import SINCE
from tests.journeys.person import DESKTOP, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HINT = "No list price in EUR: type one."


def test_prices_follow_the_currency_and_typed_ones_stay(browser: Browser, portal: Portal, world: World) -> None:
    in_both, in_dollars = world.products
    with acting_as(SYSTEM):
        euro = Currency.objects.get(code="EUR")
        set_price(in_both, Decimal("6750.50"), currency=euro, since=SINCE, actor=SYSTEM)
    portal.start("web")
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    pat.page.goto("/opportunities/new/")
    prices = [pat.page.locator(f"#id_lines-{number}-unit_price") for number in range(3)]
    for number, product in enumerate((in_both, in_dollars, in_both)):
        if number:
            pat.page.get_by_role("button", name="Add product").click()
        pat.page.locator(f"#id_lines-{number}-quantity").fill("1")
        pat.page.locator(f"#id_lines-{number}-product").select_option(label=product.name)
        expect(prices[number]).not_to_have_value("")
    in_dollars_price = prices[1].input_value()
    prices[2].fill("5")

    pat.page.get_by_label("Currency").select_option("EUR")
    expect(prices[0]).to_have_value("6750.5")
    expect(prices[1]).to_have_value("")
    expect(prices[2]).to_have_value("5")
    expect(pat.page.get_by_text(HINT)).to_have_count(1)
    expect(pat.page.locator("[data-lines-total]")).to_have_text("€6,755.50")
    pat.page.get_by_role("button", name="Add product").click()
    pat.page.locator("#id_lines-3-product").select_option(label=in_both.name)
    expect(pat.page.locator("#id_lines-3-unit_price")).to_have_value("6750.5")
    pat.page.locator("#id_lines-3-product").select_option(label=in_dollars.name)
    expect(pat.page.locator("#id_lines-3-unit_price")).to_have_value("")
    expect(pat.page.get_by_text(HINT)).to_have_count(2)

    pat.page.get_by_label("Currency").select_option("USD")
    expect(prices[1]).to_have_value(in_dollars_price)
    expect(prices[2]).to_have_value("5")
    expect(pat.page.get_by_text(HINT)).to_have_count(0)
    pat.leave()
