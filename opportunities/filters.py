"""What an address may ask of a list of opportunities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opportunities.querysets import OpportunityQuerySet
from opportunities.stages.shown import ShownStage
from prm.core.sorting import folded

ANY = "any"
LONGEST_SEARCH = 200


class OpportunityFilter(django_filters.FilterSet):
    """`?search=…&stage=proposal&stage=won`; without a stage the open ones, `stage=any` for all."""

    search = django_filters.CharFilter(
        method="filter_search", max_length=LONGEST_SEARCH, label=_("Name, account or contact")
    )
    stage = django_filters.MultipleChoiceFilter(
        method="filter_stage", widget=forms.CheckboxSelectMultiple, label=_("Stage")
    )

    def __init__(self, data: Any, *, queryset: OpportunityQuerySet, stages: Iterable[ShownStage]) -> None:
        self.stages = list(stages)
        super().__init__(data, queryset=queryset)
        choices = [(stage.code, stage.label) for stage in self.stages]
        self.form.fields["stage"].choices = [*choices, (ANY, _("any"))]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[str]:
        """Codes of the stages shown."""
        asked = self.form.cleaned_data.get("stage") if self.form.is_valid() else None
        if asked and ANY in asked:
            return [stage.code for stage in self.stages]
        return list(asked or (stage.code for stage in self.stages if stage.is_open))

    @property
    def stage_in_words(self) -> str:
        """The value of the stage button: "any open", "any", or the names."""
        chosen = set(self.chosen)
        if chosen == {stage.code for stage in self.stages if stage.is_open}:
            return str(_("any open"))
        if chosen == {stage.code for stage in self.stages}:
            return str(_("any"))
        return ", ".join(stage.label for stage in self.stages if stage.code in chosen)

    @property
    def searched(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("search", ""))

    @property
    def is_changed(self) -> bool:
        return bool(self.data.getlist("stage")) or bool(self.searched.strip())

    def found(self) -> OpportunityQuerySet:
        """The rows asked for; with a filter nobody can mean, the rows without that filter."""
        ids = [stage.pk for stage in self.stages if stage.code in self.chosen]
        rows = self.qs if self.form.is_valid() else self.queryset
        return rows.filter(stage_id__in=ids)  # type: ignore[no-any-return]

    def filter_stage(self, queryset: OpportunityQuerySet, name: str, value: list[str]) -> OpportunityQuerySet:
        return queryset

    def filter_search(self, queryset: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        text = folded(value)
        if not text:
            return queryset
        return queryset.filter(
            Q(name_sort__contains=text)
            | Q(account__name_sort__contains=text)
            | Q(contact__name__icontains=value.strip())
        )
