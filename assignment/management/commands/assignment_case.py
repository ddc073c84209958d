"""`manage.py assignment_case FILE [--json]`: evaluates a case file and says what came out."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assignment.cases import CaseFileError, Comparison, evaluate_case, read_case_file
from assignment.cases.text_file import read_text


class Command(BaseCommand):
    help = "Evaluates a file of assignment cases without a database. Exit status 1 when a case comes out otherwise."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON document instead of text")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            comparisons = [evaluate_case(case) for case in read_case_file(_read(file))]
        except CaseFileError as error:
            raise CommandError(f"{file}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(comparisons), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(line for comparison in comparisons for line in _lines(comparison)))
        different = sum(bool(comparison.differences) for comparison in comparisons)
        if different:
            raise CommandError(f"{different} of {len(comparisons)} cases came out otherwise than expected.")


def _read(file: Path) -> str:
    try:
        return read_text(file)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _lines(comparison: Comparison) -> list[str]:
    outcome = comparison.outcome.as_json()
    state = "differs" if comparison.differences else "as expected"
    lines = [f"{comparison.case.name}: {state}"]
    for key in ("assigned", "others", "rules", "lead", "unassigned"):
        lines.append(f"  {key}: {json.dumps(outcome[key], ensure_ascii=False)}")
    for difference in comparison.differences:
        expected, actual = (json.dumps(side, ensure_ascii=False) for side in (difference.expected, difference.actual))
        lines.append(f"  DIFFERENT {difference.path}: expected {expected}, came out {actual}")
    return lines


def _as_json(comparisons: list[Comparison]) -> dict[str, Any]:
    return {
        "ok": not any(comparison.differences for comparison in comparisons),
        "cases": [
            {
                "id": comparison.case.id,
                "variant": comparison.case.variant,
                "ok": not comparison.differences,
                "outcome": comparison.outcome.as_json(),
                "differences": [
                    {"path": d.path, "expected": d.expected, "actual": d.actual} for d in comparison.differences
                ],
            }
            for comparison in comparisons
        ],
    }
