"""Forms for the values that a criterion lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from assignment.attributes import LISTS_VALUES, RANGES, choices_of
from assignment.criterion_words import content_words
from assignment.models import Criterion, CriterionValue
from assignment.rules.typed_ranges import typed_range
from prm.core.administration.choices import Choices
from prm.core.administration.forms import RecordForm


class ValueForm(RecordForm):
    """A listed value: picked from the attribute's list, or a range with one end or both."""

    choice = forms.ChoiceField(label=gettext_lazy("Value"), widget=UnfoldAdminSelectWidget)
    low = forms.CharField(label=gettext_lazy("From"), required=False, widget=UnfoldAdminTextInputWidget)
    high = forms.CharField(label=gettext_lazy("To"), required=False, widget=UnfoldAdminTextInputWidget)
    instance: CriterionValue

    def __init__(self, *arguments: Any, criterion: Criterion, offered: Choices, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.criterion = criterion
        stored = self.instance.content if self.instance.pk else {}
        self.content: dict[str, Any] = stored if isinstance(stored, dict) else {}
        self.is_range = criterion.attribute in RANGES
        if self.is_range:
            del self.fields["choice"]
            self._offer_ends()
        else:
            del self.fields["low"], self.fields["high"]
            self._offer_values(offered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or self._is_kept(cleaned):
            return cleaned
        if self.is_range:
            self.instance.content = self._range()
        else:
            self.instance.content = {"value": cleaned["choice"]}
        return cleaned

    def _offer_values(self, offered: Choices) -> None:
        field: Any = self.fields["choice"]
        stored = self.content.get("value", "")
        known = any(value == stored for value, _label in offered)
        # A value that has left its list stays as it is until another one is picked.
        kept = [] if known or not self.content else [("", self._words())]
        field.choices = [*(kept or [("", gettext_lazy("Select value"))]), *offered]
        field.required = not kept
        field.initial = stored if known else ""

    def _offer_ends(self) -> None:
        for end in ("low", "high"):
            self.fields[end].initial = self.content.get(end, "")
            self.fields[end].disabled = bool(self.content) and not self.content.keys() & {"low", "high"}

    def _is_kept(self, cleaned: dict[str, Any]) -> bool:
        if self.is_range:
            return bool(self.fields["low"].disabled)
        return bool(self.content) and not cleaned.get("choice")

    def _range(self) -> dict[str, str]:
        ends = typed_range(self, self.criterion.attribute, "low", "high")
        if not ends and not self.errors:
            self.add_error("low", _("Fill in one end at least; an empty one is open."))
        return ends

    def _words(self) -> str:
        return content_words(self.content, self.criterion.attribute, {})


class ValueFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """All values of one criterion: the list is fetched once."""

    @cached_property
    def offered(self) -> Choices:
        return choices_of(self.instance.attribute, self.instance.compare)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs(index)
        return options | {"criterion": self.instance, "offered": self.offered}

    def clean(self) -> None:
        super().clean()
        kept = [
            form for form in self.forms if form not in self.deleted_forms and not form.errors and form.has_changed()
        ]
        if kept and self.instance.compare not in LISTS_VALUES:
            raise ValidationError(_("This comparison takes the opportunity’s own values, so none are listed here."))
