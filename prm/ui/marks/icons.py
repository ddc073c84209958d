"""Icons: the outline set of heroicons, and the few signs that are the portal's own."""

from __future__ import annotations

import re
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

# Written once in the style sheet instead of on every icon of a page.
STYLED = re.compile(
    r' (fill="none"|stroke="currentColor"|stroke-width="[\d.]+"|stroke-linecap="round"|stroke-linejoin="round"'
    r'|aria-hidden="true"|data-slot="icon")'
)
PAIR = mark_safe(
    '<svg class="pair" viewBox="0 0 22 16" aria-hidden="true"><rect x="1" y="2" width="12" height="12" rx="2.5"/>'
    '<circle cx="15" cy="8" r="6"/></svg>'
)


@cache
def icon(name: str, size: str = "") -> SafeString:
    """The icon of that name, 18 px high, or 15 px with size `s`, beside text. Screen readers do not see it.

    Raises heroicons.IconDoesNotExist for a name that the set does not have.
    """
    classes = f"i {size}".strip()
    drawing = STYLED.sub("", str(heroicon_outline(name, size=None, **{"class": classes})))
    drawing = re.sub(r"\s*\n\s*", "", drawing).replace(" />", "/>")
    return mark_safe(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308


def pair() -> SafeString:
    """The two overlapping outlines: the mark of the portal and the sign for both companies."""
    return PAIR


def chip(text: str, kind: str = "") -> SafeString:
    """A short state word; `kind` is good, warn, bad or empty."""
    return format_html('<span class="{}">{}</span>', f"chip {kind}".strip(), text)
