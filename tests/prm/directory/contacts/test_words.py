from __future__ import annotations

import pytest

from prm.directory.contacts.words import known_at_first, only_for


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        (False, "Cardinal Systems"),
        (None, "Cardinal Systems and the teams of restricted opportunities"),
        (True, ""),
    ],
)
def test_who_alone_knows_a_contact(shared: bool | None, words: str) -> None:
    assert only_for(shared, "Cardinal Systems") == words


def test_what_becomes_of_one_that_is_entered() -> None:
    assert "known to Cardinal Systems alone, until" in known_at_first("Cardinal Systems")
