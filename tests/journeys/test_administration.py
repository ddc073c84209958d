"""An administrator keeps the price list, the lists of words and the people, and everybody else meets it at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PRODUCT, SOURCE = "Field Gateway", "Partner event"


def save(page: Page, told: str) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("body")).to_contain_text(told)


def price_a_product(page: Page, line: str) -> None:
    """A wrong price first: what was typed stays, and it says what is wrong."""
    page.goto("/admin/catalog/product/add/")
    page.locator("#id_name").fill(PRODUCT)
    page.locator("#id_line").select_option(label=line, force=True)
    if page.locator("#id_prices-0-amount").count() == 0:
        page.locator("#prices-group").get_by_text(re.compile("Add another")).click()
    page.locator("#id_prices-0-currency").select_option("USD", force=True)
    page.locator("#id_prices-0-amount").fill("-5")
    page.locator("#id_prices-0-valid_from").fill("2026-01-01")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("body")).to_contain_text("Please correct the")
    expect(page.locator("#id_name")).to_have_value(PRODUCT)
    page.locator("#id_prices-0-amount").fill("1250")
    save(page, "was added successfully")


def add_a_source(page: Page) -> None:
    page.goto("/admin/opportunities/source/add/")
    page.locator("#id_name").fill(SOURCE)
    page.locator("#id_code").fill("partner_event")
    page.locator("#id_order").fill("40")
    save(page, "was added successfully")


def retire_another(page: Page, name: str) -> None:
    page.goto("/admin/opportunities/source/")
    page.get_by_role("link", name=name, exact=True).click()
    page.locator("#id_active").uncheck()
    save(page, "was changed successfully")


def let_go(page: Page, name: str) -> None:
    """By the portal's own page, which says what becomes of their work."""
    page.goto("/people/")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("link", name="Deactivate").click()
    page.get_by_role("button", name=f"Deactivate {name}").click()
    expect(page.locator("main")).to_contain_text("Not active")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_an_administrator_keeps_is_met_by_a_partner(
    browser: Browser, portal: Portal, world: World, screen: dict[str, Any]
) -> None:
    portal.start("web")
    ada = Person(browser, portal.address, "ada@gantry.example", screen)
    price_a_product(ada.page, world.product.line.name)
    add_a_source(ada.page)
    retire_another(ada.page, "Web")
    ada.leave()
    pat = Person(browser, portal.address, "pat@cardinal.example", screen)
    pat.page.goto("/opportunities/new/")
    pat.page.locator("#id_lines-0-product").select_option(label=PRODUCT)
    expect(pat.page.locator("#id_lines-0-unit_price")).to_have_value("1250")
    expect(pat.page.get_by_label(SOURCE, exact=True)).to_have_count(1)
    expect(pat.page.get_by_label("Web", exact=True)).to_have_count(0)
    pat.leave()


def test_whom_an_administrator_lets_go_a_partner_manager_does_not_take_back(
    browser: Browser, portal: Portal, world: World
) -> None:
    portal.start("web")
    ada = Person(browser, portal.address, "ada@gantry.example", DESKTOP)
    let_go(ada.page, "Pat Moreau")
    ada.leave()
    pam = Person(browser, portal.address, "pam@cardinal.example", DESKTOP)
    pam.page.goto("/people/?search=Moreau&active=no")
    pam.page.get_by_role("link", name="Pat Moreau").click()
    expect(pam.page.locator("main")).to_contain_text("Deactivated by Gantry")
    expect(pam.page.get_by_role("button", name="Activate again")).to_have_count(0)
    pam.leave()
