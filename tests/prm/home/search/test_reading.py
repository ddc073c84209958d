"""What a search takes, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from opportunities.entry.records import NewAccount
from prm.home.search.reading import Search
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

Searched = Callable[[str, str], Search]


@pytest.fixture(autouse=True)
def _deals(scene: Scene) -> None:
    entered(scene, "pat", name="100% Käse_Markt 🚀", account=NewAccount("Ashgrove שלום"))
    entered(scene, "pat", name="Plain")


@pytest.mark.parametrize("text", ["", " ", "a", "\x00", "\u0301\u0302", " a\x00 ", "%", "_", "\\", "🚀"])
def test_too_little_says_how_much_is_needed(searched: Searched, text: str) -> None:
    found = searched("pat", text)
    assert (found.kinds, found.problem) == ((), "Type at least two characters of a name.")
    assert found.title == "Search"


@pytest.mark.parametrize("text", ["a" * 201, "שלום " * 2000, "%" * 10_000])
def test_too_much_says_how_much_is_taken(searched: Searched, text: str) -> None:
    found = searched("pat", text)
    assert found.problem == "A search has at most 200 characters. Shorten it to a part of the name."
    assert (len(found.text), found.kinds) == (200, ())


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("KASE", 1),
        ("0%", 1),
        ("%%", 0),
        ("e_m", 1),
        ("__", 0),
        ("k_se", 0),
        ("\\\\", 0),
        ("' OR 1=1 --", 0),
        ("שלום", 2),
        ("t 🚀", 1),
        ("  plain ", 1),
        ("pla\x00in", 1),
    ],
)
def test_signs_stand_for_themselves(searched: Searched, text: str, matches: int) -> None:
    assert sum(found.count for found in searched("pat", text).kinds) == matches


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("käse", "1 match for “käse”"),
        ("שלום", "2 matches for “שלום”"),
        ("mill", "Nothing found for “mill”"),
    ],
)
def test_the_title_states_what_was_found(searched: Searched, text: str, title: str) -> None:
    assert searched("pat", text).title == title


def test_an_address_leads_to_the_same_search(searched: Searched) -> None:
    assert searched("pat", "a&b=ü").url == "/search/?q=a%26b%3D%C3%BC"
