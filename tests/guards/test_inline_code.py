"""Pages carry no script, style or handler of their own: the content security policy would block it.

The usual mistake is a `style="width: 40%"` in a template or in a mark that Python writes; it works in a test and does
nothing in a browser. A class, an attribute of SVG or a behavior in `static/js/` does it.
"""

from __future__ import annotations

import re

from tests.guards import walk
from tests.guards.verdict import judge

INLINE = {
    "script": re.compile(r"<script\b(?![^>]*\b(src=|type=\"application/json\"))", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"[\s\"']style\s*=\s*[\"'{]", re.IGNORECASE),
    "handler": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "address that runs": re.compile(r"[\"']javascript:", re.IGNORECASE),
}


IN_MAILS = {
    f"notifications/mail/{name}": "mail programs load no style sheet"
    for name in (
        "notice_message.html: style attribute",
        "notice_message.html: style element",
        "_fact.html: style attribute",
    )
}


def inline(text: str) -> set[str]:
    return {kind for kind, pattern in INLINE.items() if pattern.search(text)}


def test_templates_carry_no_code() -> None:
    names = walk.templates()
    judge(
        {f"{name}: {kind}" for name in names for kind in inline(walk.template_text(name))},
        walked=names,
        excused=IN_MAILS,
    )


def test_html_of_python_carries_no_code() -> None:
    pieces = [(file, value) for file in walk.code_files() for _, value in walk.strings(file) if "<" in value]
    judge({f"{file}: {kind}" for file, value in pieces for kind in inline(value)}, walked=pieces)


def test_patterns_know_inline_code() -> None:
    assert inline("<script>") == {"script"}
    assert inline('<b style="color: red" onclick="go()">') == {"style attribute", "handler"}
    assert inline('<script type="module" src="/a.js"></script><i data-on="x" class="style">') == set()
