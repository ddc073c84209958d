"""Each figure that the design works out comes out, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assignment.cases import Case, evaluate_case, read_case_file

CASES = read_case_file((Path(__file__).parent / "worked_figures.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_worked_figure(case: Case) -> None:
    assert evaluate_case(case).differences == ()


def test_none_is_missing() -> None:
    """Half a file would pass too."""
    assert len(CASES) == 37
