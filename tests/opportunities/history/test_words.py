from __future__ import annotations

from typing import Any

import pytest

from opportunities.history import words
from prm.core.history.words import known_verbs, sentence

MOVE = {"before_label": "Prospecting", "after_label": "Proposal"}
SENTENCES: list[tuple[str, dict[str, Any], str]] = [
    ("opportunity.entered", {}, "entered the opportunity"),
    ("stage.moved", MOVE | {"days": 1}, "moved the stage from Prospecting to Proposal, after 1 day"),
    ("stage.moved", MOVE | {"days": 0}, "moved the stage from Prospecting to Proposal, after 0 days"),
    ("stage.moved", MOVE, "moved the stage from Prospecting to Proposal, after 0 days"),
    ("stage.reopened", MOVE, "reopened it: from Prospecting to Proposal"),
    (
        "stage.moved",
        MOVE | {"loss_reason": "price", "reason_labels": {"price": "Price"}, "competitor": "Winch"},
        "moved the stage from Prospecting to Proposal, after 0 days: Price; Winch won it",
    ),
    ("assignment.added", {"names": ["Bea"], "people": [{"rule": ""}]}, "Assignment added Bea"),
    (
        "assignment.added",
        {"names": ["Bea", "Abe"], "people": [{"rule": "Managers"}, {}]},
        "Assignment added Bea by the rule “Managers” and Abe",
    ),
    (
        "assignment.added",
        {"names": ["Bea", "Abe", "Ivo"], "people": [{}, {}, {"rule": "Agents"}]},
        "Assignment added Bea, Abe and Ivo by the rule “Agents”",
    ),
    ("assignment.nobody", {"why": "Nobody was found for “Agents”."}, "Assignment: Nobody was found for “Agents”."),
    (
        "assignment.removed",
        {"names": ["Abe"]},
        "Assignment took Abe off the team, since the rules no longer choose them",
    ),
    (
        "assignment.unqualified",
        {"names": ["Abe", "Ivo"]},
        "Assignment noted that the rules would no longer choose Abe and Ivo",
    ),
    ("opportunity.placed", {"before": "", "after": "Bavaria"}, "The territory is Bavaria now, before —"),
    ("assignment.skipped", {}, "Assignment was skipped: it is locked for this opportunity"),
]


@pytest.mark.parametrize(("verb", "parameters", "expected"), SENTENCES)
def test_a_verb_in_words(verb: str, parameters: dict[str, Any], expected: str) -> None:
    assert sentence(verb, parameters) == expected


def test_every_verb_of_opportunities_is_told_here() -> None:
    told = {verb for verb, _, _ in SENTENCES}
    assert {verb for verb in known_verbs() if verb.startswith(("opportunity.", "stage.", "assignment."))} - {
        "opportunity.changed"
    } == told
    assert words.entered({}) == "entered the opportunity"
