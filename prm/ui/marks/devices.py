"""Which browser on which system somebody is signed in with, as far as the browser says it."""

from __future__ import annotations

from django.utils.translation import gettext

# The first that occurs counts: browsers name those they are built on as well.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """`Chrome on Linux`; what is not recognized is an unknown browser or system."""
    browser = _named(BROWSERS, user_agent, gettext("Unknown browser"))
    system = _named(SYSTEMS, user_agent, gettext("an unknown system"))
    return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}


def _named(names: tuple[tuple[str, str], ...], user_agent: str, otherwise: str) -> str:
    return next((name for sign, name in names if sign in user_agent), otherwise)
