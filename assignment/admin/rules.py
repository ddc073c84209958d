from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assignment.admin.delegation import DelegatedAdmin, DelegatedInline
from assignment.admin.noticed import Noticing, listed, noticed
from assignment.admin.pickers import PeoplePickers
from assignment.criterion_words import listed_values
from assignment.models import Criterion, Rule, RuleCandidate, WorkloadRule
from assignment.rules.actions import copy_rule, count_change
from assignment.rules.forms import CriterionForm, RuleForm
from assignment.rules.workload_forms import WorkloadForm
from assignment.sentences import PARTS, RELATED, sentence
from assignment.workload_words import weights_words
from prm.core.administration.pages import actor_of


class CriterionInline(DelegatedInline):
    model = Criterion
    form = CriterionForm
    fields = ["position", "compare", "attribute", "inclusion", "required", "score", "listed"]
    readonly_fields = ["listed"]
    verbose_name_plural = _(
        "Criteria: conditions and points. Save the rule, then follow a link under Values to list them"
    )

    @admin.display(description=_("values"))
    def listed(self, criterion: Criterion) -> str:
        if criterion.pk is None:
            return ""
        address = reverse("admin:assignment_criterion_change", args=[criterion.pk])
        link = format_html('<a href="{}" class="text-link">{}</a>', address, listed_values(criterion))
        about = [one for one in noticed(criterion.rule) if one.criterion == criterion]
        return link + format_html_join("", '<p class="rule-noticed">{}</p>', ((one.words,) for one in about))


class CandidateInline(PeoplePickers, DelegatedInline):
    model = RuleCandidate
    fields = ["person", "score", "activation", "expiration"]


class WorkloadInline(DelegatedInline):
    """Open opportunities are what is counted so far."""

    model = WorkloadRule
    form = WorkloadForm
    fields = ["maximum", "score", "required", "weighted_by", "weights"]
    readonly_fields = ["weights"]
    verbose_name_plural = _("Workload: points for room left, by open opportunities")

    @admin.display(description=_("weights"))
    def weights(self, workload: WorkloadRule) -> str:
        if workload.pk is None or not workload.weighted_by:
            return ""
        address = reverse("admin:assignment_workloadrule_change", args=[workload.pk])
        return format_html('<a href="{}" class="text-link">{}</a>', address, weights_words(workload))


@admin.register(Rule)
class RuleAdmin(Noticing, PeoplePickers, DelegatedAdmin):
    """Rules in the order in which they are tried, each as a sentence."""

    form = RuleForm
    list_display = ["name", "group", "sequence", "in_words", "active", "version"]
    list_filter = ["group", "active", "source"]
    list_select_related = RELATED
    search_fields = ["name", "group__name", "team_role"]
    readonly_fields = ["in_words", "warned", "version"]
    actions = ["copy_rules"]
    inlines = [CriterionInline, CandidateInline, WorkloadInline]
    conditional_fields = {"source_territory": "source == 'territory'", "source_role": "source == 'role'"}
    fieldsets = [
        (None, {"fields": ["in_words", "warned"]}),
        (_("Rule"), {"fields": [("name", "group"), ("sequence", "active"), "activation", "expiration", "exclusive"]}),
        (
            _("Whom it adds"),
            {"fields": ["source", "source_territory", "source_role", "filter", ("score", "passing_score")]},
        ),
        (_("On the team"), {"fields": [("team_role", "response_days"), ("gives_lead", "named_lead")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        rows: QuerySet[Rule] = super().get_queryset(request)
        return rows.prefetch_related(*PARTS)

    def get_fieldsets(self, request: HttpRequest, obj: Rule | None = None) -> list[Any]:
        return list(self.fieldsets if obj else self.fieldsets[1:])

    @admin.display(description=_("what it does"))
    def in_words(self, rule: Rule) -> str:
        return sentence(rule)

    @admin.action(description=_("Copy rules"), permissions=["change"])
    def copy_rules(self, request: HttpRequest, queryset: QuerySet[Rule]) -> None:
        """Each with criteria, values, people and workload, switched off until somebody has made it their own."""
        for pk in queryset.values_list("pk", flat=True):
            rule = copy_rule(pk, actor=actor_of(request))
            text = gettext("“%(rule)s” is a copy with everything below it, and switched off.")
            messages.success(request, text % {"rule": rule.name})

    @admin.display(description=_("worth a look"))
    def warned(self, rule: Rule) -> str:
        """Everything that the editor noticed about the rule as it was saved."""
        return listed(noticed(rule)) or "–"

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[Any], formsets: Iterable[Any], change: bool
    ) -> None:
        formsets = list(formsets)
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            count_change(form.instance.pk, actor=actor_of(request))
