"""The main job in a browser: a rule is edited, an opportunity entered by keyboard, the team joins and says why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME = "Packing line for the new hall"


def edit_rule(browser: Browser, portal: str) -> None:
    """The administrator raises the agents' rule score in Django admin, reads what that changes and publishes it."""
    ada = Person(browser, portal, "ada@gantry.example", DESKTOP)
    ada.page.goto("/admin/assignment/rule/")
    ada.page.get_by_role("link", name="Agents of the territory by product expertise").first.click()
    ada.page.locator("#id_score").fill("35")
    ada.page.get_by_role("button", name="Save", exact=True).first.click()
    expect(ada.page.locator("body")).to_contain_text("was changed successfully")
    ada.page.goto("/admin/assignment/ruleversion/publish/")
    expect(ada.page.locator("body")).to_contain_text("Rule score: 35, before 30.")
    ada.page.get_by_role("button", name="Publish version 2").click()
    expect(ada.page.locator("body")).to_contain_text("Version 2 is in force")
    ada.context.close()


def enter_by_keyboard(pat: Person, product: str) -> str:
    """Enter an opportunity without a pointer; returns its address."""
    keyboard = pat.page.keyboard
    pat.page.keyboard.press("n")
    pat.page.wait_for_url("**/opportunities/new/**")
    expect(pat.page.get_by_label("Name")).to_be_focused()
    keyboard.type(NAME)
    keyboard.press("Tab")
    keyboard.type("Lakeside Bottling Works")
    for _ in range(3):
        keyboard.press("Tab")
    keyboard.press("Space")  # the first source
    keyboard.press("Tab")
    keyboard.type(product)
    keyboard.press("Tab")
    keyboard.type("3")
    expect(pat.page.locator("#id_lines-0-unit_price")).not_to_have_value("")
    pat.page.locator("#id_close_date").focus()
    pat.page.locator("#id_close_date").fill((date.today() + timedelta(days=40)).isoformat())
    keyboard.press("Control+Enter")
    pat.page.wait_for_url(re.compile(r"/opportunities/[a-z0-9]{10}/$"))
    return pat.page.url


def reads_the_team(person: Person) -> None:
    """Both companies' people are there, each with the reason."""
    team = person.page.locator("#team")
    for name in ("Bea", "Abe"):
        expect(team).to_contain_text(name, timeout=15_000)
    for name, reason in (("Bea", "Channel manager of the opportunity"), ("Abe", "expert")):
        team.get_by_text(f"Why {name}?", exact=True).click()
        expect(team).to_contain_text(reason)


def collaborate(browser: Browser, portal: str, product: str, screen: dict[str, Any]) -> None:
    """The whole job over a running portal, given by its address, with the cast in it."""
    edit_rule(browser, portal)
    pat = Person(browser, portal, "pat@cardinal.example", screen)
    address = enter_by_keyboard(pat, product)
    expect(pat.page.locator("#team")).to_contain_text("Entered this opportunity")
    reads_the_team(pat)
    pat.page.get_by_role("link", name="History").click()
    expect(pat.page.locator("main")).to_contain_text("Assignment added")
    pat.leave()
    for email in ("bea@gantry.example", "abe@gantry.example"):
        member = Person(browser, portal, email, screen)
        member.page.get_by_role("link", name=NAME).click()
        reads_the_team(member)
        member.leave()
    sees_nothing(Person(browser, portal, "olga@harborline.example", screen), address)


def sees_nothing(outsider: Person, address: str) -> None:
    """Neither in the list nor by the address."""
    expect(outsider.page.locator("main")).not_to_contain_text(NAME)
    answer = outsider.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    outsider.context.close()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_partner_enters_and_both_sides_work_on_it(
    browser: Browser, portal: Portal, world: World, screen: dict[str, Any]
) -> None:
    portal.start("web", "worker")
    collaborate(browser, portal.address, world.product.name, screen)


def test_saving_twice_makes_one(browser: Browser, portal: Portal, world: World) -> None:
    """Back and save again leads to the opportunity that is there."""
    portal.start("web")
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    address = enter_by_keyboard(pat, world.product.name)
    pat.page.go_back()
    expect(pat.page.locator("main")).to_contain_text(f"This form was saved already: it made {NAME}")
    pat.page.get_by_role("button", name="Save opportunity").click()
    pat.page.wait_for_url(address)
    expect(pat.page.locator("body")).to_contain_text("was saved already")
    pat.page.goto("/opportunities/")
    expect(pat.page.get_by_role("link", name=NAME)).to_have_count(1)
    pat.leave()


def test_an_expired_session_gives_the_typed_form_back(browser: Browser, portal: Portal, world: World) -> None:
    portal.start("web")
    pat = Person(browser, portal.address, "pat@cardinal.example", DESKTOP)
    pat.page.goto("/opportunities/new/")
    pat.page.get_by_label("Name").fill(NAME)
    pat.page.get_by_role("combobox", name="Customer account").fill("Lakeside Bottling Works")
    pat.context.clear_cookies(name="sessionid")
    pat.page.get_by_role("button", name="Save opportunity").click()
    pat.page.get_by_label("E-mail").fill("pat@cardinal.example")
    pat.page.get_by_label("Password", exact=True).fill("partner-portal-demo")
    pat.page.keyboard.press("Enter")
    expect(pat.page.get_by_label("Name")).to_have_value(NAME)
    expect(pat.page.get_by_role("combobox", name="Customer account")).to_have_value("Lakeside Bottling Works")
    expect(pat.page.locator("main")).to_contain_text("You were signed out while typing")
    pat.leave()
