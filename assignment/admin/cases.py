from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.admin.importing import Import, import_page, yaml_file
from assignment.cases import CaseFileError
from assignment.exchange.writing import as_yaml
from assignment.models import RuleCase
from assignment.rule_cases.actions import import_cases
from assignment.rule_cases.evaluation import Result, bench_of, run, with_rules
from assignment.rule_cases.forms import RuleCaseForm
from assignment.versions.content import draft, groups_in
from prm.core.administration.pages import RecordAdmin

CASES = Import(
    verb=import_cases,
    title=gettext_lazy("Import cases"),
    intro=gettext_lazy("The cases of a case file are kept beside the rules, without the rules that the file has."),
    done=gettext_lazy("The cases are kept. Here is how each comes out with the draft."),
    next_page="admin:assignment_rulecase_changelist",
)


@admin.register(RuleCase)
class RuleCaseAdmin(RecordAdmin):
    """What must come out of the rules, each with how the draft does now."""

    form = RuleCaseForm
    list_display = ["name", "result"]
    search_fields = ["name", "content"]
    readonly_fields = ["result"]
    fields = ["name", "content", "result"]
    actions = ["export_as_yaml"]
    list_before_template = "admin/assignment/import_cases_link.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_file)
        return [path("import/", view, name="assignment_rulecase_import"), *super().get_urls()]

    def import_file(self, request: HttpRequest) -> HttpResponse:
        """A case file, all but its rules."""
        return import_page(self, request, CASES)

    @admin.action(description=gettext_lazy("Export as a case file"))
    def export_as_yaml(self, request: HttpRequest, queryset: QuerySet[RuleCase]) -> HttpResponse | None:
        """The chosen cases with the rules of the draft."""
        bench = bench_of(groups_in(draft()))
        try:
            content = {"format": 1, "cases": [with_rules(case, bench) for case in queryset]}
        except CaseFileError as wrong:
            messages.error(request, _("Nothing was exported. What cannot be read: %(place)s.") % {"place": wrong})
            return None
        return yaml_file(as_yaml(content), "cases.yaml")

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
