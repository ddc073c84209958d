from __future__ import annotations

import pytest

from opportunities.history import team_words
from prm.core.history.words import known_verbs, sentence

SENTENCES = {
    "team.added": "added Pia to the sales team",
    "team.removed": "took Pia off the sales team",
    "team.left": "left the sales team",
    "primary.handed": "made Pia primary",
    "primary.handed_over": "handed the deal over to Pia; the credit stays with the partner",
    "primary.handed_back": "handed the deal back to Pia",
}


@pytest.mark.parametrize("verb", SENTENCES)
def test_in_words(verb: str) -> None:
    assert sentence(verb, {"names": ["Pia"]}) == SENTENCES[verb]


def test_every_verb_is_told() -> None:
    assert {verb for verb in known_verbs() if verb.startswith(("team.", "primary."))} == set(SENTENCES)
    assert team_words.left({}) == SENTENCES["team.left"]
