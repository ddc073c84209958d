from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assignment.admin.delegation import DelegatedAdmin, DelegatedInline
from assignment.models import WorkloadRule, WorkloadWeight
from assignment.rules.actions import count_change
from assignment.rules.workload_forms import AmountWeightForm, StageWeightForm, WeightFormSet
from assignment.workload_words import workload_words
from prm.core.administration.forms import RecordForm
from prm.core.administration.pages import RecordInline, actor_of


class AmountWeightInline(DelegatedInline):
    model = WorkloadWeight
    form: type[RecordForm] = AmountWeightForm
    formset = WeightFormSet
    fields = ["position", "low", "high", "weight"]
    verbose_name_plural = _(
        "Weights by amount in the company currency: both ends included, the first that fits decides"
    )


class StageWeightInline(DelegatedInline):
    model = WorkloadWeight
    form: type[RecordForm] = StageWeightForm
    formset = WeightFormSet
    fields = ["position", "stage", "weight"]
    verbose_name_plural = _("Weights by stage: what is not listed counts 1")


INLINES: dict[str, list[type[RecordInline]]] = {
    WorkloadRule.WeightedBy.AMOUNT: [AmountWeightInline],
    WorkloadRule.WeightedBy.STAGE: [StageWeightInline],
}


@admin.register(WorkloadRule)
class WorkloadRuleAdmin(DelegatedAdmin):
    """What one workload rule counts how much; reached from the rule, where workload is added."""

    group_lookup = "rule__group"

    list_display = ["in_words", "rule"]
    list_select_related = ["rule__group"]
    list_filter = ["rule"]
    search_fields = ["rule__name"]
    ordering = ["rule", "id"]
    readonly_fields = ["rule", "in_words", "weighted_by"]
    fields = ["in_words", "rule", "weighted_by", ("maximum", "score"), "required"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: WorkloadRule | None = None) -> bool:
        """On the rule's own page."""
        return False

    def get_inlines(self, request: HttpRequest, obj: WorkloadRule | None) -> list[type[RecordInline]]:
        return INLINES.get(obj.weighted_by, []) if obj else []

    @admin.display(description=_("in words"))
    def in_words(self, workload: WorkloadRule) -> str:
        return workload_words(workload)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[Any], formsets: Iterable[Any], change: bool
    ) -> None:
        formsets = list(formsets)
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            count_change(form.instance.rule_id, actor=actor_of(request))

    def response_post_save_change(self, request: HttpRequest, obj: WorkloadRule) -> HttpResponse:
        """Back to the rule."""
        return redirect("admin:assignment_rule_change", obj.rule_id)
