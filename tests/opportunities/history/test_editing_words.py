from __future__ import annotations

from typing import Any

import pytest

from opportunities.history import editing_words
from prm.core.history.words import known_verbs, sentence

WHY = {"reason": "Twice"}
SENTENCES: list[tuple[str, dict[str, Any], str]] = [
    ("mark.restricted", {}, "restricted it to the team"),
    ("mark.unrestricted", {}, "lifted the restriction"),
    ("mark.locked", WHY, "locked assignment: Twice"),
    ("mark.unlocked", {}, "unlocked assignment"),
    ("mark.in_error", WHY, "marked it as entered in error: Twice"),
    ("mark.in_error", {}, "marked it as entered in error: —"),
    ("mark.not_in_error", {}, "took back that it was entered in error"),
    ("win.asked", {}, "closed it as won and asked to confirm it"),
    ("win.confirmed", {}, "confirmed the win"),
    ("win.returned", WHY, "did not confirm the win: Twice"),
    ("win.withdrawn", {}, "took back the win"),
]
CHANGES: list[tuple[dict[str, list[str]], str]] = [
    ({"name": ["A", "B"]}, "the name from “A” to “B”"),
    ({"next_step": ["", "Call"]}, "the next step from — to “Call”"),
    ({"amount": ["0", "1200.5"]}, "the amount from $0 to $1,200.50"),
    ({"close_date": ["2026-09-30", "2026-10-01"]}, "the close date from Sep 30, 2026 to Oct 1, 2026"),
    ({"type": ["new", "renewal"]}, "the type from New business to Renewal"),
    ({"source": ["web", "gone"]}, "the source from Web site to gone"),
    ({"account": ["", "Acme"], "contact": ["Zoë", ""]}, "the customer from — to Acme; the contact from Zoë to —"),
    (
        {"currency": ["USD", "EUR"], "competitor": ["", "Winch"]},
        "the currency from USD to EUR; the competitor from — to Winch",
    ),
    ({"description": ["", "Long"]}, "the description"),
]


@pytest.mark.parametrize(("verb", "parameters", "words"), SENTENCES)
def test_a_mark_in_words(verb: str, parameters: dict[str, Any], words: str) -> None:
    assert sentence(verb, parameters) == words


@pytest.mark.parametrize(("changes", "words"), CHANGES)
def test_a_change_in_words(changes: dict[str, list[str]], words: str) -> None:
    told = {"changes": changes, "currency": "USD", "source_labels": {"web": "Web site"}}
    assert editing_words.changed(told) == f"changed {words}"


def test_every_verb_is_told() -> None:
    told = {verb for verb, _, _ in SENTENCES}
    assert {verb for verb in known_verbs() if verb.startswith(("mark.", "win."))} == told
