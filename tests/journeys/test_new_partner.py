"""A partner that is new: entered by its channel manager, its first person comes in and enters the first opportunity."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.rls import acting_as
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "kestrel flies over lakes"


def accessible(page: Page) -> None:
    for colors in ("light", "dark"):
        page.emulate_media(color_scheme=colors)  # type: ignore[arg-type]
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


def work_off() -> None:
    """What the worker would do now."""
    with acting_as(SYSTEM):
        finish_outbox()


def enter_partner(page: Page) -> None:
    page.get_by_role("link", name="Partners").click()
    accessible(page)
    page.get_by_role("link", name="New partner").click()
    accessible(page)
    page.get_by_label("Company").fill("Kestrel & Sons")
    page.get_by_label("Name").fill("Nia Ellis")
    page.get_by_label("E-mail").fill("nia@kestrel.example")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Nobody works here in the portal yet")
    page.get_by_role("link", name="Invitations").first.click()
    expect(page.locator("main")).to_contain_text("nia@kestrel.example")
    accessible(page)


def come_in(page: Page, address: str) -> None:
    page.goto(address)
    accessible(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Accept and sign in").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def enter_first_opportunity(page: Page) -> None:
    page.goto("/company/")
    accessible(page)
    page.locator("main").get_by_role("link", name="Opportunities", exact=True).click()
    expect(page.locator("main")).to_contain_text("Enter the first one")
    page.locator("main").get_by_role("link", name="New opportunity").click()
    page.get_by_label("Name").fill("First light")
    page.get_by_role("combobox", name="Customer account").fill("Heron Marina")
    page.locator("[name=source]").first.check()
    page.locator("#id_close_date").fill((date.today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Save opportunity").click()
    page.wait_for_url(re.compile(r"/opportunities/[a-z0-9]{10}/$"))
    work_off()
    page.reload()
    expect(page.locator("#team")).to_contain_text("Bea Lindqvist")


def test_a_new_partner(world: World, browser: Browser, portal: Portal) -> None:
    portal.start("web")
    bea = Person(browser, portal.address, "bea@gantry.example", DESKTOP)
    enter_partner(bea.page)
    work_off()
    link = re.search(r"http://localhost[^/\s]*(/sign-in/invitation/\S+/)", str(mail.outbox[-1].body))
    assert link
    page = browser.new_context(**PHONE, base_url=portal.address, locale="en-US").new_page()
    come_in(page, link[1])
    enter_first_opportunity(page)
    page.goto("/people/")
    accessible(page)
    page.get_by_role("link", name="Bea Lindqvist").click()
    accessible(page)
    page.context.close()
    bea.page.goto("/people/?search=Nia")
    bea.page.get_by_role("link", name="Nia Ellis").click()
    expect(bea.page.locator("main")).to_contain_text("Partner manager")
    bea.leave()


def test_a_colleague_goes(world: World, browser: Browser, portal: Portal) -> None:
    portal.start("web")
    pam = Person(browser, portal.address, "pam@cardinal.example", PHONE)
    pam.page.goto("/people/?search=Moreau")
    pam.page.get_by_role("link", name="Pat Moreau").click()
    pam.page.get_by_role("link", name="Deactivate").click()
    accessible(pam.page)
    pam.page.get_by_role("button", name="Deactivate Pat Moreau").click()
    expect(pam.page.locator("main")).to_contain_text("Not active")
    accessible(pam.page)
    pam.page.get_by_role("button", name="Activate again").click()
    expect(pam.page.locator("main")).not_to_contain_text("Not active")
    pam.leave()
