"""An agent sets how the portal looks and when they work; their pages hold in both color schemes and on a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ABE, ADA = "abe@gantry.example", "ada@gantry.example"
NEXT = date.today() + timedelta(days=20)
PARTS = ("", "away/", "hours/", "languages/", "capacity/", "time-off/")


def pages(world: World) -> list[str]:
    own = f"/people/{world.abe.key}"
    parts = [f"{own}/availability/{part}" for part in PARTS]
    return ["/settings/", *parts, *(f"{own}/skills/{part}" for part in ("", "add/", "place/"))]


def set_the_portal(page: Page) -> None:
    """Colors, height of rows and time zone, from the account menu."""
    page.locator("summary", has_text="Abe Sato").click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_text("Dark", exact=True).click()
    page.get_by_text("Roomy", exact=True).click()
    page.get_by_role("button", name="Save settings").click()
    expect(page.locator(".toasts")).to_contain_text("Your settings were saved.")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-density", "roomy")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def set_the_hours(page: Page) -> None:
    page.get_by_role("link", name="My workload").click()
    page.get_by_role("link", name="Set hours").click()
    page.locator("#id_starts_1").fill("09:00")
    page.locator("#id_ends_1").fill("17:00")
    page.get_by_role("button", name="Save hours").click()
    expect(page.locator("#hours")).to_contain_text("40 hours a week, in the time zone Tokyo, UTC+09:00.")


def take_time_off(page: Page) -> None:
    """Added, refused where it overlaps, removed."""
    page.get_by_role("link", name="Add time off").click()
    page.get_by_label("First day").fill(NEXT.isoformat())
    page.get_by_role("button", name="Save time off").click()
    page.get_by_role("link", name="Add time off").click()
    page.get_by_label("First day").fill(NEXT.isoformat())
    page.get_by_role("button", name="Save time off").click()
    expect(page.locator("#time-off")).to_contain_text("These days overlap time off from")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_label("Actions for time off").click()
    page.get_by_role("button", name="Remove time off").click()
    expect(page.locator("#time-off")).to_contain_text("No time off is planned.")


def test_an_agent_sets_the_portal_and_their_week(world: World, browser: Browser, portal: Portal) -> None:
    portal.start("web")
    abe = Person(browser, portal.address, ABE, DESKTOP)
    set_the_portal(abe.page)
    set_the_hours(abe.page)
    take_time_off(abe.page)
    abe.complaints = [words for words in abe.complaints if "422" not in words]
    abe.leave()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_part_is_accessible_and_fits(
    world: World, browser: Browser, portal: Portal, screen: dict[str, object], scheme: str
) -> None:
    portal.start("web")
    ada = Person(browser, portal.address, ADA, screen | {"color_scheme": scheme})
    for address in pages(world):
        ada.page.goto(address)
        found = Axe().run(ada.page)
        assert not found.response["violations"], f"{address}\n{found.generate_report()}"
        width = ada.page.evaluate("document.documentElement.scrollWidth")
        assert width == screen["viewport"]["width"], address  # type: ignore[index]
    ada.leave()


def test_without_scripts(world: World, browser: Browser, portal: Portal) -> None:
    portal.start("web")
    abe = Person(browser, portal.address, ABE, DESKTOP | {"java_script_enabled": False})
    abe.page.goto("/workload/")
    abe.page.get_by_label("Change away and substitute").click()
    abe.page.get_by_label("Away until further notice").check()
    abe.page.get_by_label("Substitute").select_option(label="Bea Lindqvist")
    abe.page.locator("#away").get_by_role("button", name="Save availability").click()
    expect(abe.page.locator("#away")).to_contain_text("Away until further notice")
    expect(abe.page.locator("#away")).to_contain_text("Bea Lindqvist")
    abe.leave()
