from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.models import RuleCase
from assignment.rule_cases.evaluation import Result, bench_of, run
from assignment.rule_cases.forms import RuleCaseForm
from assignment.versions.content import draft, groups_in
from prm.core.administration.pages import RecordAdmin


@admin.register(RuleCase)
class RuleCaseAdmin(RecordAdmin):
    """What must come out of the rules, each with how the draft does now."""

    form = RuleCaseForm
    list_display = ["name", "result"]
    search_fields = ["name", "content"]
    readonly_fields = ["result"]
    fields = ["name", "content", "result"]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The cases of the page are run at once, against the rules read once."""
        changelist = super().get_changelist_instance(request)
        shown = list(changelist.result_list)
        for case, result in zip(shown, run(shown, bench_of(groups_in(draft()))), strict=True):
            case.came_out = result
        changelist.result_list = shown
        return changelist

    @admin.display(description=gettext_lazy("with the draft"))
    def result(self, case: RuleCase) -> str:
        if case.pk is None:
            return "–"
        found: Result = getattr(case, "came_out", None) or run([case], bench_of(groups_in(draft())))[0]
        if found.holds:
            return _("Comes out as expected.")
        return format_html_join("", "<p>{}</p>", ((line,) for line in found.lines))
