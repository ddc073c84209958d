"""Somebody at a browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from prm.demo.cast import password

DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


class Person:
    """A signed-in browser window; keeps what the console complained about."""

    def __init__(self, browser: Browser, address: str, email: str, screen: dict[str, Any]) -> None:
        self.context = browser.new_context(**screen, base_url=address, locale="en-US")
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto("/sign-in/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password())
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{address}/")
        self.page.goto("/opportunities/")

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def leave(self) -> None:
        assert self.complaints == [], "the browser's console complained"
        self.context.close()
