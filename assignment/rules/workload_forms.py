"""Forms for how much open opportunities count in a workload rule."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelectWidget

from assignment.attributes import choices_of
from assignment.models import Criterion, WorkloadRule, WorkloadWeight
from prm.core.administration.choices import Choices
from prm.core.administration.forms import RecordForm

Amounts = tuple[Decimal, Decimal]


class WorkloadForm(RecordForm):
    """What it is weighted by says which weights it has."""

    instance: WorkloadRule

    def check_record(self) -> None:
        if "weighted_by" in self.changed_data and self.instance.pk and self.instance.weights.exists():
            text = _("Its weights belong to the former choice. Remove them first, on their own page.")
            raise ValidationError({"weighted_by": text})


def stages() -> Choices:
    """All stages, as rules spell them."""
    return [("", gettext_lazy("Select value")), *choices_of(Criterion.Attribute.STAGE)]


class AmountWeightForm(RecordForm):
    """Amounts have no stage, which the constraint asks."""

    derived: ClassVar[dict[str, str]] = {"stage": "high"}


class StageWeightForm(RecordForm):
    """A stage is picked."""

    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=stages, widget=UnfoldAdminSelectWidget)
    instance: WorkloadWeight


class WeightFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """All weights of one workload rule: none of them may hide another one."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and not form.errors]
        rows = [form.instance for form in kept if form.instance.pk or form.has_changed()]
        stages = [row.stage for row in rows if row.stage]
        if len(stages) > len(set(stages)):
            raise ValidationError(_("A stage counts once: name each stage in one line."))
        bands = sorted(_amounts(row) for row in rows if not row.stage)
        if any(after[0] < before[1] for before, after in pairwise(bands)):
            raise ValidationError(_("These amounts overlap. Let one end where the next begins."))


def _amounts(row: Any) -> Amounts:
    return (
        Decimal("-Infinity") if row.low is None else row.low,
        Decimal("Infinity") if row.high is None else row.high,
    )
