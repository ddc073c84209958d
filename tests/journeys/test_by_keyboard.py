"""A rep works without a pointer: nothing holds the focus or hides it, and what a key did has the focus afterwards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from opportunities.entry.actions import enter_opportunities
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def told(page: Page, words: str) -> None:
    """The message has the focus, and the next stop is its own button, inside the page."""
    expect(page.locator("main .toast")).to_be_focused()
    expect(page.locator("main .toast")).to_contain_text(words)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dismiss")).to_be_focused()


UNSEEN = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const outside = box.bottom < 0 || box.top > innerHeight || !box.width;
  return element !== document.body && (style.outlineStyle === "none" || outside) ? element.outerHTML : "";
}"""


def walk(page: Page, address: str) -> None:
    """From one end of the page to the other: each stop is seen."""
    page.goto(address)
    for _stop in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN) == ""
        if page.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError(f"The end of {address} is never reached.")


def enter(page: Page) -> None:
    """The key N, a name, and Ctrl Enter where something is missing: the summary of it has the focus."""
    page.goto("/opportunities/")
    page.keyboard.press("n")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Night shift scanners")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note.bad")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Customer account", exact=True).first).to_be_focused()


def filter_and_save(page: Page) -> None:
    """An applied filter has the focus again; a menu that the focus leaves is closed; a search is saved."""
    page.goto("/opportunities/")
    stage = page.locator("summary", has_text="Stage:")
    stage.focus()
    for key in ("Enter", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("stage="))
    expect(stage).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("summary", has_text="Closes:").focus()
    expect(page.locator("details[data-menu][open]")).to_have_count(0)
    page.get_by_role("link", name="Save this search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Mine")
    page.keyboard.press("Enter")
    told(page, "“Mine” is saved.")


def add_and_change_a_line(page: Page, address: str) -> None:
    """The form of a line opens in its place with the focus in it."""
    page.goto(f"{address}revenue/")
    page.get_by_role("link", name="Add line").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Product", exact=True)).to_be_focused()
    page.get_by_label("Product", exact=True).select_option(index=1)
    page.get_by_label("Quantity").focus()
    page.keyboard.type("4")
    page.get_by_label("Unit price").focus()
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    told(page, "was added")
    page.locator("main table a.name").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Product", exact=True)).to_be_focused()
    page.keyboard.press("Control+Enter")
    told(page, "was saved")


def change(page: Page, address: str) -> None:
    page.goto(f"{address}edit/")
    page.get_by_label("Next step").focus()
    page.keyboard.type("Call the operations lead")
    page.keyboard.press("Control+Enter")
    told(page, "“Depot wireless” was saved.")
    page.locator(".head button.primary").focus()
    page.keyboard.press("Enter")
    told(page, "“Depot wireless” is now in Qualification.")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def work_in_the_team(page: Page, address: str) -> None:
    """Somebody is found and added; Escape gives the focus back to what opened the menu; the menu takes them off."""
    page.goto(address)
    page.get_by_role("link", name="Add people").focus()
    press(page, "Enter")
    expect(page.get_by_role("combobox", name="Person")).to_be_focused()
    page.keyboard.type("pam")
    expect(page.get_by_role("option", name="Pam Okafor")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    press(page, "ArrowDown")
    expect(page.get_by_role("option", name="Pam Okafor")).to_be_visible()
    press(page, "ArrowDown", "Enter", "Enter")
    told(page, "Pam Okafor is on the sales team.")
    actions = page.locator("summary[aria-label='Actions for Pam Okafor']")
    actions.focus()
    press(page, "Enter", "Tab", "Escape")
    expect(actions).to_be_focused()
    expect(page.locator("details[data-menu][open]")).to_have_count(0)
    press(page, "Enter")
    page.get_by_role("button", name="Take off the team").focus()
    press(page, "Enter")
    told(page, "Pam Okafor is no longer on the sales team.")


def work_on_the_board(page: Page) -> None:
    """A card moved by its keys has the focus in its new column, one moved by its menu in the message."""
    page.goto("/opportunities/?view=board")
    card = page.get_by_role("link", name="Depot wireless")
    card.focus()
    press(page, "Shift+ArrowRight")
    expect(page.get_by_role("region", name="Proposal").get_by_role("link", name="Depot wireless")).to_be_focused()
    press(page, "Tab", "Enter", "Tab", "Enter")
    expect(page.get_by_role("heading", name="Move to Prospecting")).to_be_visible()
    page.get_by_role("button", name="Move to Prospecting").focus()
    press(page, "Enter")
    told(page, "“Depot wireless” is now in Prospecting.")


def search(page: Page) -> None:
    """The key / leads to the search, an arrow to what was found, Escape back to the words."""
    page.goto("/notices/")
    press(page, "/")
    page.keyboard.type("depot")
    expect(page.locator("header [role=option], .top [role=option]").first).to_be_visible()
    press(page, "Escape")
    expect(page.locator(".top .options")).to_be_hidden()
    expect(page.locator(".top [data-find]")).to_be_focused()
    press(page, "ArrowDown", "Enter")
    expect(page.get_by_role("heading", name="Depot wireless")).to_be_visible()


def test_a_rep_without_a_pointer(world: World, browser: Browser, portal: Portal) -> None:
    with acting_as(SYSTEM):
        enter_opportunities([world.entry(name="Depot wireless")], actor=SYSTEM)
    portal.start("web")
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    enter(pat.page)
    pat.complaints.clear()  # Chromium's own line about the form that was answered with 422
    filter_and_save(pat.page)
    pat.page.goto("/opportunities/?stage=any")
    address = pat.page.get_by_role("link", name="Depot wireless").get_attribute("href") or ""
    add_and_change_a_line(pat.page, address)
    change(pat.page, address)
    work_in_the_team(pat.page, address)
    work_on_the_board(pat.page)
    search(pat.page)
    for each in ("/opportunities/", f"{address}history/", "/accounts/", "/notices/"):
        walk(pat.page, each)
    pat.leave()
