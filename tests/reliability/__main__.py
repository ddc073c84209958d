"""`make soak`: runs the soak tests, writes docs/reliability.md. With options of pytest: a part of them, unwritten."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import Any

import pytest

LOUD = "!" * 30


class Collected:
    """A pytest plugin that keeps what the tests wrote into their reports, by kind."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            for kind, row in report.user_properties:
                self.rows[kind].append(row)


def main() -> int:
    """Run, print the page, and write it where everything ran and passed."""
    collected, options = Collected(), sys.argv[1:]
    code = int(pytest.main(["-m", "soak", *options], plugins=[collected]))
    from tests.reliability import page
    from tests.reliability.outcomes import Outcome, Swept, Walked

    faults = [Outcome(**row) for row in collected.rows["fault"]]
    inputs = [Swept(**row) for row in collected.rows["input"]]
    journeys = [Walked(**row) for row in collected.rows["journey"]]
    text = page.as_text(faults, inputs, journeys)
    print(f"\n{text}")
    if code or options:
        print("Only a whole run that passes is written to docs/reliability.md.")
    else:
        page.PAGE.write_text(text)
    for sentence in page.absent():
        print(f"{LOUD} {sentence} {LOUD}")
    return code


if __name__ == "__main__":
    sys.exit(main())
