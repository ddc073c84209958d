"""A role that needs a second factor: somebody is led to add a passkey, and comes back in with nothing else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from prm.access.models import RoleRequirement, SignInRecord
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.journeys.person import DESKTOP
from tests.journeys.portal import Portal
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# A phone that recognizes its owner, in the browser's own simulation.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def open_sign_in(browser: Browser, portal: Portal) -> tuple[Page, list[str]]:
    page = browser.new_context(**DESKTOP, base_url=portal.address, locale="en-US").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/sign-in/")
    return page, complaints


def test_passkey_is_added_when_asked_for_and_is_enough_afterwards(
    world: World, browser: Browser, portal: Portal
) -> None:
    with acting_as(SYSTEM):
        RoleRequirement.objects.filter(role="partner_rep").update(second_factor=True)
    portal.start("web")
    page, complaints = open_sign_in(browser, portal)
    page.get_by_label("Work e-mail").fill(cast.PAT.email)
    page.get_by_label("Password", exact=True).fill(cast.password())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    page.goto("/opportunities/")
    expect(page).to_have_url(re.compile("/sign-in/2fa/$"))
    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Name").fill("Phone")
    page.get_by_label("A passkey: it signs you in without the password").check()
    page.get_by_role("button", name="Add key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/opportunities/")
    expect(page).to_have_url(re.compile("/opportunities/$"))
    page.goto("/sign-in/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{portal.address}/")
    with acting_as(SYSTEM):
        ways = list(SignInRecord.objects.order_by("pk").values_list("ways", flat=True))
    assert ways == ["password", "webauthn"]
    assert complaints == []
    page.context.close()
