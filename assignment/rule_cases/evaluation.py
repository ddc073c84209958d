"""Rule cases run against rules of the database: as they are in the editor, or in a version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assignment.cases import CaseFileError, Difference, evaluate_case, read_cases
from assignment.cases.yaml_text import load_yaml
from assignment.exchange.staff import Staff, load_staff
from assignment.exchange.writing import Record, records_of
from assignment.models import ExpertiseLevel, RuleCase, RuleGroup
from assignment.rulebook import contradiction_in
from assignment.versions.content import rules_in

GIVEN = ("id", "groups", "rules")


@dataclass(frozen=True, slots=True)
class Result:
    """How a case came out. `lines` say what differs, or why it cannot be read."""

    case: RuleCase
    holds: bool
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """Rules as case files say them, and the levels of expertise that hold where a case names none."""

    records: Record
    settings: Record


def bench_of(groups: Sequence[RuleGroup], staff: Staff | None = None) -> Bench:
    """Two statements. A rule that contradicts itself is left out, as everywhere."""
    records = records_of(list(groups), staff or load_staff())
    wrong = {(rule.group.name, rule.name) for rule in rules_in(groups) if contradiction_in(rule)}
    kept = [rule for rule in records["rules"] if (rule["group"], rule.get("name", rule["id"])) not in wrong]
    levels = list(ExpertiseLevel.objects.order_by("order").values_list("name", "weight"))
    weights = {name: Fraction(weight) for name, weight in levels}
    settings = {"expertise_order": [name for name, _weight in levels], "expertise_weight": weights}
    return Bench({"groups": records["groups"], "rules": kept}, settings if levels else {})


def run(cases: Iterable[RuleCase], bench: Bench) -> list[Result]:
    """Every case, no statements."""
    return [_result(case, bench) for case in cases]


def _result(case: RuleCase, bench: Bench) -> Result:
    try:
        found = [evaluate_case(one) for one in read_cases({"format": 1, "cases": [with_rules(case, bench)]})]
    except CaseFileError as wrong:
        return Result(case, False, (_("It cannot be read: %(place)s") % {"place": wrong},))
    lines = [_line(one.case.variant, difference) for one in found for difference in one.differences]
    return Result(case, not lines, tuple(lines))


def with_rules(case: RuleCase, bench: Bench) -> Record:
    """The case of a file: what is stored, with the rules, and whoever they name and the case does not, as inactive.

    Raises CaseFileError where what is stored is no case.
    """
    content = load_yaml(case.content)
    if not isinstance(content, dict):
        raise CaseFileError("the case: expected a mapping with opportunity, people and expected")
    for key in GIVEN:
        if key in content:
            raise CaseFileError(f"path {key}: expected no such key here, it comes with the rules")
    people = content.get("people") or []
    if not isinstance(people, list):
        raise CaseFileError("path people: expected a list")
    known = {str(person.get("id")) for person in people if isinstance(person, dict)}
    missing = [{"id": name, "active": False} for name in _named(bench.records) if name not in known]
    settings = content.get("settings")
    settings = bench.settings | settings if isinstance(settings, dict) else settings or bench.settings
    return {"id": case.name, **content, "settings": settings, "people": [*people, *missing], **bench.records}


def _named(records: Record) -> list[str]:
    """Everybody whom the rules name."""
    found: dict[str, None] = {}
    for rule in records["rules"]:
        found |= {row["person"]: None for row in rule.get("candidates", [])}
        found |= {rule["primary_candidate"]: None} if "primary_candidate" in rule else {}
    for group in records["groups"].values():
        found |= {group["fallback"]: None} if "fallback" in group else {}
    return list(found)


def _line(variant: str | None, difference: Difference) -> str:
    place = f"{variant}: {difference.path}" if variant else difference.path
    told: dict[str, Any] = {"place": place}
    for name, side in (("expected", difference.expected), ("actual", difference.actual)):
        told[name] = json.dumps(side, ensure_ascii=False, default=str)
    return _("%(place)s: expected %(expected)s, came out %(actual)s.") % told
