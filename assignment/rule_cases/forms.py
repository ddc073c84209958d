"""A rule case as it is typed."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from assignment.cases import CaseFileError, evaluate_case, read_cases
from assignment.models import RuleCase
from assignment.rule_cases.evaluation import bench_of, with_rules
from assignment.versions.content import draft, groups_in
from prm.core.administration.forms import RecordForm


class RuleCaseForm(RecordForm):
    """Refuses what is no case; one that comes out otherwise may be kept, as it tells what is still to be done."""

    instance: RuleCase

    def check_record(self) -> None:
        bench = bench_of(groups_in(draft()))
        try:
            for case in read_cases({"format": 1, "cases": [with_rules(self.instance, bench)]}):
                evaluate_case(case)
        except CaseFileError as wrong:
            raise ValidationError({"content": str(wrong)}) from wrong
