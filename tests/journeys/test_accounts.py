"""A customer is entered, nearly twice; a contact follows; the brand owner finds and judges the double."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ACCOUNT = re.compile(r"/accounts/[a-z0-9]{10}/$")


def enter_twice(page: Page) -> None:
    """The rep is asked about a customer with nearly the same name, and enters it all the same."""
    page.get_by_role("link", name="Accounts").click()
    page.get_by_role("link", name="New account").click()
    page.get_by_label("Name").fill("Larkspur Foodz")
    page.get_by_label("Web domain").fill("https://www.Larkspur-Foodz.example/")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Larkspur Foods, Columbus, OH, has a similar name")
    page.get_by_role("button", name="Save it as a different company").click()
    page.wait_for_url(ACCOUNT)
    expect(page.locator("main aside")).to_contain_text("larkspur-foodz.example")


def test_a_customer_entered_twice(world: World, browser: Browser, portal: Portal) -> None:
    portal.start("web")
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    enter_twice(pat.page)
    pat.page.get_by_role("link", name="New contact").click()
    pat.page.get_by_label("Name").fill("Zoë Ruiz")
    pat.page.get_by_role("button", name="Save contact").click()
    expect(pat.page.get_by_role("table")).to_contain_text("Cardinal Systems only")
    pat.page.get_by_role("link", name="Opportunities", exact=True).click()
    expect(pat.page.locator("main")).to_contain_text("No opportunities that you may see")
    # The browser itself notes that the page which asked came with a status of 422.
    pat.complaints = [line for line in pat.complaints if "422" not in line]
    pat.leave()
    bea = Person(browser, portal.address, "bea@gantry.example", PHONE)
    bea.page.goto("/accounts/")
    bea.page.get_by_role("link", name="Possible duplicates").click()
    expect(bea.page.locator("main")).to_contain_text("alike")
    bea.page.get_by_role("button", name="Not the same").click()
    expect(bea.page.locator("main")).to_contain_text("No possible duplicates")
    bea.leave()
