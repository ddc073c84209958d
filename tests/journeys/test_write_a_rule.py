"""A rule from its first word to the team that it makes: drafted by the group's owner, published, used and read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from assignment.models import RuleGroup
from prm.core.actor import SYSTEM
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, Person
from tests.journeys.portal import Portal
from tests.journeys.test_collaborative_selling import enter_by_keyboard
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RULE = "Masts of some size"


def new_rule(page: Page) -> None:
    """From the rules page to a rule that lists Eve, with a condition that has no values yet."""
    page.goto("/assignment/rules/")
    page.get_by_role("link", name="New rule").click()
    page.locator("#id_name").fill(RULE)
    page.locator("#id_group").select_option(label="Sales agents", force=True)
    page.locator("#id_source").select_option("listed")
    page.locator("#id_filter").select_option("all_above_minimum")
    page.locator("#id_team_role").fill("Specialist")
    page.locator("#criteria-group").get_by_text(re.compile("Add another")).click()
    page.locator("#id_criteria-0-compare").select_option("object")
    page.locator("#id_criteria-0-attribute").select_option("product")
    page.locator("#candidates-group").get_by_text(re.compile("Add another")).click()
    page.locator("#id_candidates-0-person").select_option(label="Eve Marchetti")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("body")).to_contain_text("was added successfully")


def combine(page: Page, product: str) -> None:
    """The rules page says what is missing and leads there; a product from an amount on is picked."""
    page.goto("/assignment/rules/")
    page.get_by_role("link", name=re.compile(RULE)).click()
    page.get_by_role("link", name=re.compile("left out of every assignment")).click()
    page.locator("#values-2-group").get_by_text(re.compile("Add another")).click()
    page.locator("#values-2-group .select2-search__field").first.click()
    page.keyboard.type(product)
    page.keyboard.press("Enter")
    page.locator("#id_values-2-0-amount_low").fill("1")
    page.locator("#id_values-2-0-score").fill("5")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("body")).to_contain_text(f"the product is {product} + amount 1 or more (+5)")


def publish(page: Page) -> None:
    page.goto("/assignment/rules/")
    page.get_by_role("link", name="Publish version 2").click()
    expect(page.locator("body")).to_contain_text(f"New rule “{RULE}” in Sales agents")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.locator("body")).to_contain_text("Version 2 is in force")


def test_a_rule_is_written_published_used_and_read(browser: Browser, portal: Portal, world: World) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
    portal.start("web")
    bea = Person(browser, portal.address, "bea@gantry.example", DESKTOP)
    new_rule(bea.page)
    combine(bea.page, world.product.name)
    expect(bea.page.get_by_role("link", name="Publish version 2")).to_have_count(0)
    bea.leave()
    ada = Person(browser, portal.address, "ada@gantry.example", DESKTOP)
    publish(ada.page)
    ada.leave()
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    address = enter_by_keyboard(pat, world.product.name)
    work_all()
    pat.page.goto(address)
    team = pat.page.locator("#team")
    expect(team).to_contain_text("Eve")
    team.get_by_text("Why Eve?", exact=True).click()
    expect(team).to_contain_text(f"Found by the rule “{RULE}”")
    pat.leave()
