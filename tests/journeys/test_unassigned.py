"""An opportunity that nobody fits, and one whose agent is added from the suggestions, in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import LineEntry
from prm.catalog.actions import save_to_catalog
from prm.catalog.models import Product, ProductLine
from prm.core.actor import SYSTEM
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NOBODY, SUGGESTED = "Backup nobody knows", "Routers for the yard"


def deals(world: World) -> str:
    """One that waits for somebody, and one that the rules have not looked at; the address of the second."""
    with acting_as(SYSTEM):
        line = save_to_catalog(ProductLine(name="Backup"), actor=SYSTEM)
        unknown = save_to_catalog(Product(name="Backup box", line=line), actor=SYSTEM)
        lines = (LineEntry(unknown.pk, Decimal(1), Decimal(500)),)
        enter_opportunities([replace(world.entry(name=NOBODY), lines=lines)], actor=SYSTEM)
    work_all()
    with acting_as(SYSTEM):
        return f"/opportunities/{enter_opportunities([world.entry(name=SUGGESTED)], actor=SYSTEM)[0].key}/"


def fill_the_place(page: Page) -> None:
    """From Home to whoever comes nearest, and the opportunity leaves the list."""
    page.goto("/")
    expect(page.locator("main")).to_contain_text("The rules found nobody for 1 place on a sales team.")
    page.get_by_role("link", name="Look at them").click()
    expect(page).to_have_url(re.compile("/assignment/unassigned/$"))
    expect(page.locator("main")).to_contain_text("Nobody was found for “Sales agents”")
    page.get_by_role("link", name=f"Suggest people for {NOBODY}").click()
    expect(page.locator("main")).to_contain_text("Needs expertise in")
    page.get_by_role("button", name="Add Abe Sato to the team").click()
    expect(page.locator("#team")).to_contain_text("Abe Sato")
    page.goto("/assignment/unassigned/")
    expect(page.locator("main")).to_contain_text("Everybody has somebody")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("The rules found nobody")


def add_a_suggestion(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Suggest people").click()
    expect(page.locator("main")).to_contain_text("(expert), is a sales agent: 70 points, 30 needed.")
    page.get_by_role("button", name="Add Abe Sato to the team").click()
    team = page.locator("#team")
    team.get_by_text("Why Abe?", exact=True).click()
    expect(team).to_contain_text("Suggested by the rule")
    expect(team.get_by_role("row", name="Total")).to_contain_text("70 of 70")


def read_the_run(page: Page) -> None:
    page.goto("/opportunities/")
    page.get_by_role("link", name=NOBODY).click()
    page.get_by_role("link", name="Read the whole run").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the rules decided")
    expect(page.locator("main")).to_contain_text("needs expertise in Backup; has another (Abe Sato)")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_places_are_filled_by_hand(browser: Browser, portal: Portal, world: World, screen: dict[str, Any]) -> None:
    address = deals(world)
    portal.start("web")
    bea = Person(browser, portal.address, "bea@gantry.example", screen)
    fill_the_place(bea.page)
    add_a_suggestion(bea.page, address)
    read_the_run(bea.page)
    bea.leave()
    pat = Person(browser, portal.address, "pat@cardinal.example", screen)
    pat.page.goto(address)
    expect(pat.page.get_by_role("link", name="Suggest people")).to_have_count(0)
    pat.leave()
