"""Somebody lands on what waits, opens it, and finds the rest by typing; on a phone and with axe, too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from opportunities.entry.actions import enter_opportunities
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAM = "pam@cardinal.example"
PAGES = ("/", "/search/", "/search/?q=depot", "/search/?q=nothing+of+it")


def enter(world: World) -> None:
    late = date.today() - timedelta(days=2)
    with acting_as(SYSTEM):
        entries = [world.entry(name=f"Depot wireless {number}", close_date=late) for number in range(7)]
        enter_opportunities(entries, actor=SYSTEM)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_waits_and_what_is_found(
    world: World, browser: Browser, portal: Portal, screen: dict[str, object], scheme: str
) -> None:
    enter(world)
    portal.start("web")
    pam = Person(browser, portal.address, PAM, screen | {"color_scheme": scheme})
    for address in PAGES:
        pam.page.goto(address)
        found = Axe().run(pam.page)
        assert not found.response["violations"], found.generate_report()
        assert pam.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    pam.page.goto("/")
    field = pam.page.get_by_role("combobox", name="Search")
    field.press_sequentially("depot")
    expect(pam.page.get_by_role("option", name="All 7 opportunities match")).to_be_visible()
    field.press("ArrowDown")
    found = Axe().run(pam.page)
    assert not found.response["violations"], found.generate_report()
    field.press("ArrowUp")
    field.press("Enter")
    expect(pam.page.locator("tbody tr")).to_have_count(7)
    pam.leave()


def test_a_manager_opens_what_waits_and_goes_on_searching(world: World, browser: Browser, portal: Portal) -> None:
    enter(world)
    portal.start("web")
    pam = Person(browser, portal.address, PAM, DESKTOP)
    pam.page.get_by_role("link", name="Home").first.click()
    pam.page.get_by_role("link", name="Open all 7").first.click()
    expect(pam.page.locator("tbody tr")).to_have_count(7)
    pam.page.keyboard.press("/")
    pam.page.keyboard.type("wireless 3")
    expect(pam.page.get_by_role("option")).to_have_count(1)
    pam.page.keyboard.press("Enter")
    expect(pam.page.get_by_role("heading", level=1)).to_have_text("1 match for “wireless 3”")
    pam.page.locator("[name=q]").fill("depot")
    expect(pam.page.get_by_role("heading", level=1)).to_have_text("7 matches for “depot”")
    expect(pam.page).to_have_url(f"{portal.address}/search/?q=depot")
    pam.page.go_back()
    expect(pam.page.locator("tbody tr")).to_have_count(7)
    pam.leave()
