from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assignment.admin.delegation import DelegatedAdmin, DelegatedInline
from assignment.admin.noticed import listed, noticed
from assignment.attributes import LISTS_VALUES, RANGES
from assignment.criterion_words import criterion_words
from assignment.models import Criterion, CriterionValue
from assignment.rules.actions import count_change
from assignment.rules.combination_forms import CombinationForm, CombinationFormSet, ranges_of
from assignment.rules.forms import CriterionForm
from assignment.rules.value_forms import ValueForm, ValueFormSet
from prm.core.administration.pages import RecordInline, actor_of


class CriterionValueInline(DelegatedInline):
    model = CriterionValue
    form = ValueForm
    formset = ValueFormSet
    verbose_name_plural = _("Values")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CriterionValue]:
        rows: QuerySet[CriterionValue] = super().get_queryset(request)
        return rows.exclude(content__has_key="all")

    def get_fields(self, request: HttpRequest, obj: Criterion | None = None) -> list[str]:
        picked = ["low", "high"] if obj and obj.attribute in RANGES else ["choice"]
        level = ["minimum_level"] if obj and obj.compare == Criterion.Compare.PERSON else []
        return ["position", *picked, "score", *level]


class CombinationInline(DelegatedInline):
    """Values of several attributes at once."""

    # A row of many fields, below each other.
    template = "admin/edit_inline/stacked.html"
    model = CriterionValue
    form = CombinationForm
    formset = CombinationFormSet
    verbose_name = _("combination")
    verbose_name_plural = _("Combinations: all of it must hold at once, of products in one and the same line")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CriterionValue]:
        rows: QuerySet[CriterionValue] = super().get_queryset(request)
        return rows.filter(content__has_key="all")

    def get_fields(self, request: HttpRequest, obj: Criterion | None = None) -> list[Any]:
        compare = obj.compare if obj else Criterion.Compare.OBJECT
        ends = [(f"{attribute}_low", f"{attribute}_high") for attribute in ranges_of(compare)]
        level = ["minimum_level"] if compare == Criterion.Compare.PERSON else []
        return ["picks", *ends, ("position", "score"), *level]


@admin.register(Criterion)
class CriterionAdmin(DelegatedAdmin):
    """One criterion of a rule with its values; reached from the rule, where criteria are added."""

    group_lookup = "rule__group"

    form = CriterionForm
    list_display = ["in_words", "rule", "position"]
    list_select_related = ["rule__group"]
    list_filter = ["rule"]
    search_fields = ["rule__name"]
    ordering = ["rule", "position", "id"]
    readonly_fields = ["rule", "in_words", "warned", "compare", "attribute"]
    fields = ["in_words", "warned", "rule", ("compare", "attribute"), ("inclusion", "required"), ("score", "position")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_inlines(self, request: HttpRequest, obj: Criterion | None) -> list[type[RecordInline]]:
        return [CriterionValueInline, CombinationInline] if obj and obj.compare in LISTS_VALUES else []

    @admin.display(description=_("in words"))
    def in_words(self, criterion: Criterion) -> str:
        return criterion_words(criterion)

    @admin.display(description=_("worth a look"))
    def warned(self, criterion: Criterion) -> str:
        return listed(noticed(criterion)) or "–"

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[Any], formsets: Iterable[Any], change: bool
    ) -> None:
        formsets = list(formsets)
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            count_change(form.instance.rule_id, actor=actor_of(request))

    def delete_model(self, request: HttpRequest, obj: Criterion) -> None:
        super().delete_model(request, obj)
        count_change(obj.rule_id, actor=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        rules = set(queryset.order_by().values_list("rule_id", flat=True))
        super().delete_queryset(request, queryset)
        for rule_id in sorted(rules):
            count_change(rule_id, actor=actor_of(request))

    def response_post_save_change(self, request: HttpRequest, obj: Criterion) -> HttpResponse:
        """Back to the rule."""
        return redirect("admin:assignment_rule_change", obj.rule_id)
