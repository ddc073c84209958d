"""Listed values: texts, endings, ranges."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assignment.matching import Composite, Prefix, Range, Text, pattern_of
from assignment.matching.patterns import number_of, text_of


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("north", "north"),
        (1000, "1000"),
        (Decimal("1000.00"), "1000"),
        (Decimal("1000.50"), "1000.5"),
        (Decimal("1E+3"), "1000"),
        (Fraction(1, 3), "1/3"),
        (True, "true"),
        (date(2026, 1, 31), "2026-01-31"),
    ],
)
def test_one_spelling(fact: object, text: str) -> None:
    assert text_of(fact) == text  # type: ignore[arg-type]


def test_floats_are_refused_as_they_are_not_exact() -> None:
    with pytest.raises(TypeError):
        text_of(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("fact", "number"), [("007", 7), ("12.50", Fraction(25, 2)), ("-3", -3), ("9a", None)])
def test_texts_that_spell_numbers(fact: str, number: object) -> None:
    assert number_of(fact) == number


def test_flags_are_no_numbers() -> None:
    assert number_of(True) is None


@pytest.mark.parametrize(
    ("listed", "fact", "matches"),
    [
        ("Router", "Router", True),
        ("Router", "router", False),
        ("Rout*", "Router", True),
        ("Rout*", "Rout", True),
        ("Rout*", "Rou", False),
        ("*", "anything", True),
        ("a*b", "a*b", True),
        ("a*b", "axb", False),
        ("1000", 1000, True),
    ],
)
def test_a_trailing_star_matches_any_ending(listed: str, fact: object, matches: bool) -> None:
    assert pattern_of(listed).matches(fact) is matches  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "inside"),
    [(999, False), (1000, True), (1500, True), (2000, True), (2001, False), (Decimal("2000.01"), False)],
)
def test_ranges_include_both_ends(fact: object, inside: bool) -> None:
    assert Range(1000, 2000).matches(fact) is inside  # type: ignore[arg-type]


def test_an_empty_end_is_open() -> None:
    assert Range(None, 10).matches(-5)
    assert Range(10, None).matches(10**9)
    assert not Range(10, None).matches(9)
    assert Range(None, None).matches("anything")


@pytest.mark.parametrize(
    ("fact", "inside"),
    [("94000", True), ("94105-1234", True), ("94999", True), ("95000", False), ("09400", False), ("940000", False)],
)
def test_ranges_of_postal_codes(fact: str, inside: bool) -> None:
    assert Range("94000", "94999").matches(fact) is inside


def test_ranges_of_texts_go_by_code_point() -> None:
    assert Range("EC1A", "EC4Y").matches("EC2M")
    assert not Range("EC1A", "EC4Y").matches("SW1A")


def test_labels() -> None:
    assert [pattern.label() for pattern in (Text("a"), Prefix("a"), Range(1, 2), Range(None, 2), Range(1, None))] == [
        "a",
        "a*",
        "1–2",
        "–2",
        "1–",
    ]
    assert Composite((("city", Text("Bonn")), ("amount", Range(1, None)))).label() == "Bonn + 1–"
