"""Both companies work on one deal: facts, next step, lines and team change; the win is asked for and confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from opportunities.entry.actions import enter_opportunities
from opportunities.models import Stage
from opportunities.reference.actions import save_reference
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME = "Depot wireless"


def make_deal(world: World) -> str:
    """A deal of Pat's without anybody else on its team; wins wait for the brand owner. Its address."""
    with acting_as(SYSTEM):
        won = Stage.objects.get(code="won")
        won.confirmed_by_brand_owner = True
        save_reference(won, actor=SYSTEM)
        return f"/opportunities/{enter_opportunities([world.entry(name=NAME)], actor=SYSTEM)[0].key}/"


def rename(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save").click()


def edit_at_the_same_time(pat: Page, pam: Page, address: str) -> None:
    """The second to save is shown what the first one wrote, keeps the own words and saves them knowingly."""
    for page in (pat, pam):
        page.goto(f"{address}edit/")
    rename(pam, "Depot wireless, phase one")
    pam.wait_for_url(f"**{address}")
    rename(pat, "Depot wireless, north")
    expect(pat.get_by_role("alert")).to_contain_text("Depot wireless, phase one")
    expect(pat.get_by_label("Name")).to_have_value("Depot wireless, north")
    pat.get_by_role("button", name="Save").click()
    expect(pat.get_by_role("heading", level=1)).to_have_text("Depot wireless, north")


def plan(page: Page, step: str) -> None:
    page.get_by_role("term").filter(has_text="Next step").locator("xpath=following-sibling::dd").get_by_role(
        "link"
    ).click()
    page.get_by_label("Next step").fill(step)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=step)).to_be_visible()


def add_line(page: Page, product: str) -> None:
    page.get_by_role("link", name="Revenue").click()
    page.get_by_role("link", name="Add line").first.click()
    page.get_by_label("Product").select_option(label=product)
    page.get_by_label("Quantity").fill("12")
    page.get_by_role("button", name="Save line").click()
    expect(page.locator("main")).to_contain_text(product)


def add_person(page: Page, address: str, typed: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Add people").click()
    box = page.locator("main").get_by_role("combobox")
    box.press_sequentially(typed)
    page.get_by_role("option", name=name).click()
    page.get_by_role("button", name="Add to the team").click()
    expect(page.locator("#team")).to_contain_text(name)


def make_primary(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label(f"Actions for {name}").click()
    page.get_by_role("button", name="Make primary").click()
    expect(page.locator("#team li", has_text=name)).to_contain_text("Primary")


def ask_win(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("More actions").click()
    page.get_by_role("link", name="Mark as won").click()
    page.get_by_role("button", name="Move to Won").click()
    expect(page.locator("main")).to_contain_text("It counts as soon as Gantry confirms it.")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_both_companies_bring_a_deal_home(
    browser: Browser, portal: Portal, world: World, screen: dict[str, Any]
) -> None:
    address = make_deal(world)
    portal.start("web")
    people = {
        name: Person(browser, portal.address, f"{name}@{company}.example", screen)
        for name, company in (("pat", "cardinal"), ("pam", "cardinal"), ("bea", "gantry"), ("abe", "gantry"))
    }
    pat, pam, bea, abe = (person.page for person in people.values())
    edit_at_the_same_time(pat, pam, address)
    plan(pat, "Walk the yard with Zoë")
    add_line(pat, world.product.name)
    add_person(pat, address, "Pa", world.people["pam"].name)
    add_person(bea, address, "Ab", world.people["abe"].name)
    abe.goto("/opportunities/")
    abe.get_by_role("link", name="Depot wireless, north").click()
    plan(abe, "Lend two antennas")
    make_primary(pam, address, world.people["pam"].name)
    ask_win(pam, address)
    bea.goto(address)
    bea.get_by_role("button", name="Confirm win").click()
    expect(bea.locator("main")).to_contain_text("Closed")
    pat.goto(f"{address}history/")
    for words in ("confirmed the win", "Lend two antennas", "Pam"):
        expect(pat.locator("main")).to_contain_text(words)
    for person in people.values():
        # The browser itself notes that the page which asked came with a status of 422.
        person.complaints = [line for line in person.complaints if "422" not in line]
        person.leave()
