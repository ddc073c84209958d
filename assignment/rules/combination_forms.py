"""Forms for values of several attributes that must hold together: a product in a country, from an amount on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelect2MultipleWidget, UnfoldAdminTextInputWidget

from assignment.attributes import COMPARABLE, RANGES, choices_of
from assignment.criterion_words import content_words
from assignment.models import Criterion, CriterionValue
from assignment.rules.typed_ranges import typed_range
from prm.core.administration.choices import Choices
from prm.core.administration.forms import RecordForm

Attribute = Criterion.Attribute
Grouped = list[tuple[str, Choices]]


def parts_of(compare: str) -> list[Attribute]:
    """What a comparison can combine, in the order of the list of attributes."""
    return [attribute for attribute in Attribute if attribute in COMPARABLE[compare]]


def ranges_of(compare: str) -> list[Attribute]:
    return [attribute for attribute in parts_of(compare) if attribute in RANGES]


def offered_parts(compare: str) -> Grouped:
    """What is picked from lists, as "attribute:value", under the name of each attribute."""
    listed = ((attribute, choices_of(attribute, compare)) for attribute in parts_of(compare))
    return [
        (str(attribute.label).capitalize(), [(f"{attribute}:{value}", str(label)) for value, label in choices])
        for attribute, choices in listed
        if choices
    ]


def _typed(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=40, widget=UnfoldAdminTextInputWidget)


class CombinationForm(RecordForm):
    """Two parts or more, each of another attribute: picked from the lists, or a range."""

    picks = forms.MultipleChoiceField(
        label=gettext_lazy("All of these"), required=False, widget=UnfoldAdminSelect2MultipleWidget
    )
    amount_low, amount_high = _typed(gettext_lazy("Amount from")), _typed(gettext_lazy("Amount to"))
    employees_low, employees_high = _typed(gettext_lazy("Employees from")), _typed(gettext_lazy("Employees to"))
    postal_code_low = _typed(gettext_lazy("Postal code from"))
    postal_code_high = _typed(gettext_lazy("Postal code to"))
    instance: CriterionValue

    def __init__(self, *arguments: Any, criterion: Criterion, offered: Grouped, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.compare = criterion.compare
        stored = self.instance.content if self.instance.pk else {}
        parts = stored.get("all") if isinstance(stored, dict) else {}
        self.parts: dict[str, Any] = parts if isinstance(parts, dict) else {}
        # Unfold asks the record for what stands at the head of its row.
        self.instance.get_inline_title = content_words({"all": self.parts}, criterion.attribute, {})  # type: ignore[attr-defined]
        self._offer_ranges()
        self._offer_picks(offered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = {"picks", *(name for name in self.fields if name.endswith(("_low", "_high")))}
        if self.errors or (self.instance.pk and told.isdisjoint(self.changed_data)):
            return cleaned
        parts = self._picked(cleaned["picks"]) | self._ranges()
        if not self.errors and len(parts) < 2:
            self.add_error("picks", _("A combination has two parts at least. A single value is listed above."))
        in_order = {str(name): parts[name] for name in parts_of(self.compare) if name in parts}
        self.instance.content = {"all": in_order}
        return cleaned

    def _offer_ranges(self) -> None:
        for attribute in RANGES:
            part = self.parts.get(attribute)
            for end in ("low", "high"):
                if attribute in ranges_of(self.compare):
                    self.fields[f"{attribute}_{end}"].initial = str(part.get(end, "")) if isinstance(part, dict) else ""
                else:
                    del self.fields[f"{attribute}_{end}"]

    def _offer_picks(self, offered: Grouped) -> None:
        """The lists, and stored parts that have left their list or end in `*`."""
        stored = {f"{name}:{part}": str(part) for name, part in self.parts.items() if not isinstance(part, dict)}
        known = {value for _heading, choices in offered for value, _label in choices}
        kept = [(key, label) for key, label in stored.items() if key not in known]
        picks: Any = self.fields["picks"]
        picks.choices = [*offered, (_("Not in the lists"), kept)] if kept else offered
        picks.initial = list(stored)

    def _picked(self, keys: list[str]) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for key in keys:
            name, _colon, value = key.partition(":")
            if name in parts:
                text = _("All of it must hold at once, so pick one %(attribute)s only. List the other in a new row.")
                self.add_error("picks", text % {"attribute": Attribute(name).label})
            parts[name] = value
        return parts

    def _ranges(self) -> dict[str, Any]:
        typed = {
            attribute: typed_range(self, attribute, f"{attribute}_low", f"{attribute}_high")
            for attribute in ranges_of(self.compare)
        }
        return {attribute: ends for attribute, ends in typed.items() if ends}


class CombinationFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """All combinations of one criterion: the lists are fetched once."""

    @cached_property
    def offered(self) -> Grouped:
        return offered_parts(self.instance.compare)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs(index)
        return options | {"criterion": self.instance, "offered": self.offered}
