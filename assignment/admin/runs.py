from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment import words
from assignment.contradiction_words import contradiction_in_words
from assignment.matching.packing import count_outcomes, unpack_ids
from assignment.models import AssignmentRun, Rule
from prm.core.administration.pages import ReadOnlyAdmin
from prm.directory.models import Person


@admin.register(AssignmentRun)
class AssignmentRunAdmin(ReadOnlyAdmin):
    """What the rules decided, newest first. Runs of restricted opportunities are read in the portal, which records who
    reads them."""

    list_display = ["started_at", "opportunity", "partner", "trigger", "outcome", "milliseconds"]
    list_display_links = ["opportunity"]
    list_filter = ["outcome", "trigger"]
    list_select_related = ["opportunity", "partner"]
    search_fields = ["opportunity__name", "partner__name", "opportunity__key"]
    ordering = ["-id"]
    fieldsets = [
        (None, {"fields": [("page", "partner"), ("trigger", "outcome"), ("started_at", "milliseconds")]}),
        (gettext_lazy("What decided"), {"fields": ["decided"]}),
        (gettext_lazy("As stored"), {"fields": ["result"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["page", "decided"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AssignmentRun]:
        rows: QuerySet[AssignmentRun] = super().get_queryset(request)
        return rows.filter(opportunity__restricted=False).select_related("opportunity", "partner")

    @admin.display(description=gettext_lazy("opportunity"))
    def page(self, run: AssignmentRun) -> str:
        address = reverse("opportunities:detail", args=[run.opportunity.key])
        return format_html('<a href="{}" class="text-link">{}</a>', address, run.opportunity.name)

    @admin.display(description=gettext_lazy("rules and people"))
    def decided(self, run: AssignmentRun) -> str:
        return format_html_join("", '<p class="mb-2">{}</p>', ((line,) for line in told(run.result))) or "–"


def told(result: dict[str, Any]) -> Iterator[str]:
    """One line a rule that was evaluated or left out, and one for everybody who reached its scores, by outcome."""
    rules: list[dict[str, Any]] = result.get("rules", [])
    names = dict(Rule.objects.values_list("pk", "name"))
    people = _people(rules)
    for rule_id, version, code, attribute in result.get("left_out", []):
        label = {"rule": names.get(rule_id, rule_id), "version": version}
        label["why"] = contradiction_in_words(code, attribute)
        yield _("%(rule)s, version %(version)s: left out, since %(why)s") % label
    for group in result.get("groups", []):
        for outcome, ids in group["rules"].items():
            for rule_id in unpack_ids(ids):
                yield f"{names.get(rule_id, rule_id)}: {words.rule_outcome_in_words(outcome)}"
    for rule in rules:
        label = {"rule": rule.get("name", rule["id"]), "version": rule["version"]}
        heading = _("%(rule)s, version %(version)s") % label
        for outcome, rows in rule["rows"].items():
            totals = ", ".join(f"{people.get(row[0], row[0])} {words.number_in_words(row[1])}" for row in rows)
            yield f"{heading}: {words.outcome_in_words(outcome, rule['passing'])}: {totals}"
        if counts := count_outcomes(rule["rest"]):
            yield f"{heading}: {words.counts_in_words(counts, rule['passing'])}"


def _people(rules: list[dict[str, Any]]) -> dict[int, str]:
    ids = {row[0] for rule in rules for rows in rule["rows"].values() for row in rows}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
