"""Verbs around rule cases."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assignment.cases import CaseFileError, evaluate_case, read_case_file
from assignment.cases.yaml_text import load_yaml
from assignment.exchange.writing import as_yaml
from assignment.models import RuleCase
from assignment.rule_cases.evaluation import GIVEN
from assignment.versions.permissions import may_publish
from prm.core.actor import Actor

LONGEST = 120


@transaction.atomic
def import_cases(text: str, *, actor: Actor) -> list[RuleCase]:
    """Keep the cases of a case file beside the rules, all but their rules; one of the same name is replaced.

    Raises CaseFileError with the first place that does not fit, before anything is written.
    """
    if not may_publish(actor):
        raise PermissionDenied
    for case in read_case_file(text):
        evaluate_case(case)
    return [_keep(content) for content in load_yaml(text)["cases"]]


def _keep(content: dict[str, object]) -> RuleCase:
    name = str(content["id"])
    if len(name) > LONGEST or "\x00" in name:
        raise CaseFileError(f"case {name[:LONGEST]}: expected an id of at most {LONGEST} characters")
    stored = as_yaml({key: value for key, value in content.items() if key not in GIVEN})
    case, _ = RuleCase.objects.update_or_create(name=name, defaults={"content": stored})
    return case
