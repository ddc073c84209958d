"""What an address may ask of the list of runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assignment.models import AssignmentRun
from assignment.models.run import AssignmentRunQuerySet
from opportunities.models import Opportunity
from prm.core.actor import Actor
from prm.core.keys import KEY_LENGTH
from prm.core.keyset import LONGEST_SEARCH
from prm.core.sorting import folded
from prm.core.visibility import among
from prm.ui.widgets import DayInput


class RunFilter(django_filters.FilterSet):
    """`?search=…&outcome=unassigned&day=2026-11-30&opportunity=<key>`."""

    search = django_filters.CharFilter(method="filter_search", max_length=LONGEST_SEARCH, label=_("Opportunity"))
    opportunity = django_filters.CharFilter(method="filter_opportunity", max_length=KEY_LENGTH)
    day = django_filters.DateFilter(method="filter_day", widget=DayInput, label=_("Day"))
    outcome = django_filters.MultipleChoiceFilter(
        choices=AssignmentRun.Outcome.choices, widget=forms.CheckboxSelectMultiple, label=_("Outcome")
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        self.actor = actor
        super().__init__(data, queryset=AssignmentRun.objects.visible_to(actor))

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the address, as it was typed."""
        return {name: str(self.data.get(name, "")) for name in ("search", "day", "opportunity")}

    @property
    def is_changed(self) -> bool:
        return bool(self.data.getlist("outcome") or any(text.strip() for text in self.typed.values()))

    @property
    def outcomes(self) -> list[tuple[str, str, bool]]:
        """Each outcome with its words and whether it is asked for."""
        chosen = set(self.data.getlist("outcome"))
        return [(code, str(label), code in chosen) for code, label in AssignmentRun.Outcome.choices]

    @property
    def outcome_words(self) -> str:
        return ", ".join(label for _code, label, chosen in self.outcomes if chosen)

    def found(self) -> AssignmentRunQuerySet:
        """The rows asked for; with a filter nobody can mean, the rows without any."""
        rows: AssignmentRunQuerySet = self.qs if self.form.is_valid() else self.queryset
        return rows

    def filter_search(self, queryset: AssignmentRunQuerySet, name: str, value: str) -> AssignmentRunQuerySet:
        return queryset.filter(self._of(Q(name_sort__contains=folded(value)))) if folded(value) else queryset

    def filter_opportunity(self, queryset: AssignmentRunQuerySet, name: str, value: str) -> AssignmentRunQuerySet:
        return queryset.filter(self._of(Q(key=value)))

    def filter_day(self, queryset: AssignmentRunQuerySet, name: str, value: date) -> AssignmentRunQuerySet:
        """The day as the reader's clock has it; there are no runs at the ends of the calendar, where clocks fail."""
        if not date(2000, 1, 1) < value < date(3000, 1, 1):
            return queryset.none()
        start = timezone.make_aware(datetime.combine(value, time.min))
        end = timezone.make_aware(datetime.combine(value + timedelta(days=1), time.min))
        return queryset.filter(started_at__gte=start, started_at__lt=end)

    def _of(self, condition: Q) -> Q:
        return among("opportunity_id", Opportunity.objects.visible_to(self.actor).filter(condition).values("id"))
