"""A manager works on the company's board without and with a pointer, saves a search and takes the list along."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from opportunities.entry.actions import enter_opportunities
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ALL = "/opportunities/all/"
PAGES = (ALL, f"{ALL}?view=board", "/opportunities/filters/all/", "/opportunities/searches/all/")


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def work_on_the_board(page: Page) -> None:
    """One card is dragged, the other moved by keyboard; the focus stays on what was moved."""
    page.goto(f"{ALL}?view=board")
    card = column(page, "Prospecting").locator("article", has_text="Depot wireless")
    card.drag_to(column(page, "Qualification").locator("h2"))
    expect(page.locator(".toasts")).to_contain_text("“Depot wireless” is now in Qualification.")
    expect(column(page, "Qualification")).to_contain_text("Depot wireless")
    column(page, "Qualification").get_by_role("link", name="Depot wireless").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(column(page, "Proposal").get_by_role("link", name="Depot wireless")).to_be_focused()


def save_a_search(page: Page) -> None:
    page.goto(ALL)
    page.locator("summary", has_text="Stage:").click()
    for stage in ("Prospecting", "Qualification", "Negotiation"):
        page.get_by_label(stage).uncheck()
    page.get_by_role("button", name="Apply").first.click()
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Name").fill("Proposals out")
    page.get_by_label("Share it with my company").check()
    page.get_by_role("button", name="Save search").click()
    expect(page.get_by_role("link", name="Proposals out")).to_have_attribute("aria-current", "page")
    expect(page.locator("tbody")).to_contain_text("Depot wireless")
    expect(page.locator("tbody")).not_to_contain_text("Yard cameras")


def take_it_along(page: Page) -> str:
    """The text of the exported list."""
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="As CSV").click()
    return downloaded.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_manager_and_the_companys_list(world: World, browser: Browser, portal: Portal, scheme: str) -> None:
    with acting_as(SYSTEM):
        names = ("Depot wireless", "Yard cameras")
        enter_opportunities([world.entry(name=name) for name in names], actor=SYSTEM)
    portal.start("web")
    pam = Person(browser, portal.address, "pam@cardinal.example", DESKTOP | {"color_scheme": scheme})
    if scheme == "light":
        work_on_the_board(pam.page)
        save_a_search(pam.page)
        exported = take_it_along(pam.page)
        assert ("Depot wireless" in exported, "Yard cameras" in exported) == (True, False)
    for address in PAGES:
        pam.page.goto(address)
        found = Axe().run(pam.page)
        assert not found.response["violations"], found.generate_report()
    pam.leave()


def test_lists_fit_on_a_phone(world: World, browser: Browser, portal: Portal) -> None:
    with acting_as(SYSTEM):
        enter_opportunities([world.entry(name="Depot wireless " * 12)], actor=SYSTEM)
    portal.start("web")
    pam = Person(browser, portal.address, "pam@cardinal.example", PHONE)
    for address in PAGES:
        pam.page.goto(address)
        assert pam.page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"], address
    pam.page.goto(f"{ALL}?view=board")
    pam.page.get_by_label("Move Depot wireless").click()
    pam.page.get_by_role("link", name="Move to Qualification").click()
    pam.page.get_by_role("button", name="Move to Qualification").click()
    expect(pam.page.locator(".toasts")).to_contain_text("is now in Qualification")
    pam.leave()
