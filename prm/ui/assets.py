"""The style sheets and scripts of every page, in order. No build step: each file is served as it is written."""

from __future__ import annotations

from functools import cache

from django.templatetags.static import PrefixNode, static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# Tokens first: they declare the order of the layers.
STYLESHEETS = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/ui/marks.css",
    "css/ui/button.css",
    "css/ui/card.css",
    "css/ui/note.css",
    "css/ui/empty.css",
    "css/ui/facts.css",
    "css/ui/menu.css",
    "css/ui/tabs.css",
    "css/ui/filters.css",
    "css/ui/list.css",
    "css/ui/board.css",
    "css/ui/lines.css",
    "css/ui/path.css",
    "css/ui/people.css",
    "css/ui/rule.css",
    "css/ui/timeline.css",
    "css/ui/notices.css",
    "css/ui/field.css",
    "css/ui/picks.css",
    "css/ui/combo.css",
    "css/ui/find.css",
    "css/ui/bottom.css",
    "css/ui/toast.css",
    "css/ui/progress.css",
    "css/ui/dialog.css",
)
SCRIPTS = (
    "js/board.js",
    "js/combobox.js",
    "js/date-presets.js",
    "js/dismiss.js",
    "js/find.js",
    "js/lines.js",
    "js/list-prices.js",
    "js/menu.js",
    "js/once.js",
    "js/own-address.js",
    "js/priced.js",
    "js/save-keys.js",
    "js/shortcut.js",
    "js/told.js",
)


@cache
def stylesheets(hashed: bool = True) -> SafeString:
    """The links to every style sheet; not `hashed` they need no manifest, as on the page for a broken server."""
    links = ((_address(path, hashed),) for path in STYLESHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


@cache
def scripts() -> SafeString:
    """The behaviors, one module each; every page works without them."""
    return format_html_join("\n", '<script type="module" src="{}"></script>', ((static(path),) for path in SCRIPTS))


def _address(path: str, hashed: bool) -> str:
    return static(path) if hashed else f"{PrefixNode.handle_simple('STATIC_URL')}{path}"
