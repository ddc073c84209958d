"""Nonsense in a case file is answered with the place and what was expected, never with an error of the program."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.cases import CaseFileError, evaluate_case, read_case_file
from tests.assignment.cases.test_reader import SMALLEST
from tests.assignment.generated_cases import cases
from tests.assignment.test_oracle import UNHURRIED

IN_TEST, IN_SOAK = 60, 3_000
NONSENSE = st.one_of(
    st.sampled_from([None, True, "", " ", "\x00", "🙂", "\u202e", "p1", "x" * 10_001, "1e400", "NaN", "2026-13-01"]),
    st.sampled_from([-1, 0, 0.5, 10**30, "always", "1"]),
    st.sampled_from([[], {}, [None], [[]], [{}], {"a": 1}, {"id": "p1"}, {"low": "a", "high": 1}, {"value": {}}]),
)


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every (mapping or list, key) of a file."""
    inside = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    return [place for key, below in inside for place in [(node, key), *places(below)]]


def answer(text: str) -> str:
    """What the reader says; empty where the file is fine. Anything but a CaseFileError fails the test."""
    try:
        for case in read_case_file(text):
            evaluate_case(case)
    except CaseFileError as error:
        return str(error)
    return ""


def is_answered(case: dict[str, Any], data: st.DataObject) -> None:
    file = json.loads(json.dumps({"format": 1, "cases": [case]}))
    node, key = data.draw(st.sampled_from(places(file)))
    if data.draw(st.booleans()):
        node[key] = data.draw(NONSENSE)
    elif isinstance(node, dict):
        node[f"{key}s"] = node.pop(key)
    else:
        node.append(node[key])
    said = answer(json.dumps(file))
    assert not said or "expected" in said


@settings(max_examples=IN_TEST, suppress_health_check=UNHURRIED)
@given(cases(), st.data())
def test_a_file_with_one_thing_wrong(case: dict[str, Any], data: st.DataObject) -> None:
    is_answered(case, data)


@pytest.mark.soak
@settings(max_examples=IN_SOAK, suppress_health_check=UNHURRIED)
@given(cases(), st.data())
def test_many_files_with_one_thing_wrong(case: dict[str, Any], data: st.DataObject) -> None:
    is_answered(case, data)


@given(st.one_of(st.text(), st.text("[]{}:,-&*!|>'\"\n #a1", max_size=60)))
def test_any_text(text: str) -> None:
    assert "expected" in answer(text)


def now(text: str) -> str:
    return SMALLEST.replace("id: c1", f"id: c1\n  settings: {{now: '{text}'}}")


LAUGHS = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))]
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file: expected a mapping"),
        ("\x00", "expected YAML"),
        ("PK\x03\x04", "expected YAML"),
        (LAUGHS, "path a0: expected no such key here"),
        ("&a [*a]", "the file: expected a mapping"),
        ("? [a]\n: b", "expected YAML: line 1"),
        ("!!python/object/apply:os.system ['true']", "expected YAML: line 1"),
        (now("2026-01-01T00:00:00 Mars/Olympus"), "case c1, path settings.now: expected a date and time"),
        (now("2026-01-01T00:00:00+99:00"), "case c1, path settings.now: expected a date and time"),
        (SMALLEST.replace("{id: p1}", "{id: p1, capacity: 1.5}"), "path people.p1.capacity: expected a whole number"),
        (SMALLEST.replace("{id: R1,", "{id: R1, score: 9999999999,"), "R1.score: expected a score from 0 to 1,000,000"),
        (SMALLEST.replace("{id: R1,", "{id: R1, score: 1e9,"), "R1.score: expected a score from 0 to 1,000,000"),
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    assert said in answer(text)
