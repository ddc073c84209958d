"""The command that evaluates a case file; it touches no database."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.assignment.cases.test_reader import SMALLEST

EXAMPLE = Path(__file__).parents[2] / "cases" / "workload.yaml"


def run(file: Path, *more: str) -> str:
    output = StringIO()
    call_command("assignment_case", file, *more, stdout=output)
    return output.getvalue()


def test_it_prints_what_came_out_and_that_it_is_as_expected() -> None:
    lines = run(EXAMPLE).splitlines()
    assert lines[:3] == ["workload-table: as expected", '  assigned: {"p1": {"R1": 80}}', "  others: {}"]
    assert "workload-table/above-the-maximum: as expected" in lines


def test_it_prints_json() -> None:
    told = json.loads(run(EXAMPLE, "--json"))
    assert told["ok"] is True
    assert [(case["id"], case["variant"], case["ok"]) for case in told["cases"]][:2] == [
        ("workload-table", None, True),
        ("workload-table", "no-load", True),
    ]
    assert told["cases"][0]["outcome"]["assigned"] == {"p1": {"R1": 80}}


def test_it_fails_on_a_difference_and_says_which(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(SMALLEST.replace("R1: 0", "R1: 1"))
    output = StringIO()
    with pytest.raises(CommandError, match="1 of 1 cases came out otherwise") as error:
        call_command("assignment_case", file, stdout=output)
    assert error.value.returncode == 1
    assert 'DIFFERENT assigned.p1: expected {"R1": 1}, came out {"R1": 0}' in output.getvalue()


def test_json_is_written_on_a_difference_too(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(SMALLEST.replace("R1: 0", "R1: 1"))
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("assignment_case", file, "--json", stdout=output)
    (case,) = json.loads(output.getvalue())["cases"]
    assert case["differences"] == [{"path": "assigned.p1", "expected": {"R1": 1}, "actual": {"R1": 0}}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"format: 2", "path format: expected 1"),
        (b"\xff\xfe", "expected text in UTF-8"),
        (b"x" * 8_000_001, "the file is larger"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_place(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        run(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "missing.yaml")
