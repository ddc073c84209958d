"""Every page of the portal, as far as links lead to it, is accessible and as wide as its window, light and dark.

The walk goes through the pages of each role in turn and opens one page of each view; what one role saw, the next one
opens no more. Django admin is left to its own package.
"""

from __future__ import annotations

from collections import deque
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import NewContact
from prm.core.actor import SYSTEM
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.guards.offered import Offers, view_of
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ROLES = ("pat@cardinal.example", "pam@cardinal.example", "bea@gantry.example", "abe@gantry.example")
ROLES += ("eve@gantry.example", "ada@gantry.example")
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP | {"color_scheme": "light"},
    "phone": PHONE | {"color_scheme": "dark"},
}
# Views which give a file or a fragment, end the session, or belong to others.
NO_PAGES = {"opportunities:export_csv", "opportunities:export_workbook", "account_logout"}
FEW = 25


def pages(page: Page, seen: set[str]) -> list[str]:
    """Open one page of each view that is not in `seen`; what is wrong with them."""
    waiting, complaints = deque(["/"]), []
    while waiting:
        address = waiting.popleft()
        view = view_of(address.split("?")[0])
        if not view or view in seen or view in NO_PAGES or address.startswith("/admin/"):
            continue
        seen.add(view)
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", "") or answer.status != 200:
            complaints.append(f"{address}: {answer.status if answer else 'nothing'}")
            continue
        complaints += wrong(page, address)
        found = Offers(page.content(), urlsplit(page.url).path).found
        waiting.extend(offer.address for offer in found if offer.method == "get")
    return complaints


# What each menu shows, opened one after the other: the words of those that leave the window at a side.
CUT_OFF = """() => [...document.querySelectorAll("main details[data-menu]")].filter((menu) => {
  menu.open = true;
  const box = menu.querySelector(".sheet").getBoundingClientRect();
  menu.open = false;
  return box.left < 0 || box.right > document.documentElement.clientWidth;
}).map((menu) => menu.textContent)"""


def wrong(page: Page, address: str) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{address} scrolls sideways by {width}"] if width > 0 else []
    found += [f"{address}: the menu {' '.join(words.split())} is cut off" for words in page.evaluate(CUT_OFF)]
    violations = Axe().run(page).response["violations"]
    return found + [f"{address}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_can_be_read_by_everybody(browser: Browser, portal: Portal, world: World, screen: str) -> None:
    with acting_as(SYSTEM):
        zoe = NewContact("Zoë Ruiz", "zoe@larkspur.example")
        deals = [world.entry(name=f"Depot wireless {number}", contact=zoe) for number in range(3)]
        enter_opportunities(deals, actor=SYSTEM)
    work_all()
    portal.start("web")
    seen: set[str] = set()
    complaints: dict[str, list[str]] = {}
    for email in ROLES:
        person = Person(browser, portal.address, email, SCREENS[screen])
        complaints[email] = pages(person.page, seen)
        person.leave()
    assert not any(complaints.values()), complaints
    assert len(seen) > FEW, seen
