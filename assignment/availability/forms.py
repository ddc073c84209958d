"""Forms about when somebody works, who stands in, and how much they can take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.attributes import language_names, spoken_languages
from assignment.availability.hours import Day, Span, overlapping
from assignment.availability.substitutes import substitutes_for
from assignment.models import PersonProfile
from prm.directory.models import Person
from prm.ui.widgets import ManyPicks

FEWEST_ROWS, MOST_ROWS = 3, 8
MOST_AT_ONCE = 9999
CAPACITY = gettext_lazy("A whole number from 0 to 9,999, or nothing for no limit.")


class AwayForm(forms.Form):
    """Whether somebody is away, and who stands in."""

    away = forms.BooleanField(label=gettext_lazy("Away until further notice"), required=False)
    substitute = forms.ModelChoiceField(
        label=gettext_lazy("Substitute"),
        queryset=Person.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=gettext_lazy("Nobody"),
        error_messages={"invalid_choice": gettext_lazy("This person cannot stand in. Choose somebody of the list.")},
        help_text=gettext_lazy("Who answers while this person is away or has time off."),
    )

    def __init__(self, data: Any, *, profile: PersonProfile) -> None:
        super().__init__(data, initial={"away": profile.away, "substitute": profile.substitute})
        substitute: Any = self.fields["substitute"]
        substitute.queryset = substitutes_for(profile.person)

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"away": self.cleaned_data["away"], "substitute": self.cleaned_data["substitute"]}


class LanguagesForm(forms.Form):
    """Languages somebody speaks with customers."""

    languages = forms.MultipleChoiceField(label=gettext_lazy("Spoken with customers"), required=False, widget=ManyPicks)
    another = forms.ChoiceField(label=gettext_lazy("Another language"), required=False)

    def __init__(self, data: Any, *, profile: PersonProfile) -> None:
        """Those that somebody speaks already are picked with a touch, one more from all that there are."""
        super().__init__(data, initial={"languages": profile.languages})
        spoken = spoken_languages()
        languages: Any = self.fields["languages"]
        languages.choices = spoken
        another: Any = self.fields["another"]
        another.choices = [("", "—"), *(name for name in language_names() if name not in spoken)]

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"languages": sorted({*self.cleaned_data["languages"], self.cleaned_data["another"]} - {""})}


class CapacityForm(forms.Form):
    """The most open opportunities that rules may give somebody."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Capacity"),
        required=False,
        min_value=0,
        max_value=MOST_AT_ONCE,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), CAPACITY),
        help_text=gettext_lazy("The most open opportunities that rules may give; empty for no limit."),
    )

    def __init__(self, data: Any, *, profile: PersonProfile) -> None:
        super().__init__(data, initial={"capacity": profile.capacity})

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"capacity": self.cleaned_data["capacity"]}


class HoursForm(forms.Form):
    """The same hours for some days of the week, in as many spans as there are breaks; all empty for days off."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        widget=ManyPicks,
        error_messages={"required": gettext_lazy("Choose the days that these hours are for.")},
    )

    def __init__(self, data: Any, *, days: list[int], week: list[Day]) -> None:
        """`days` are chosen at first; the hours shown are those of the first of them."""
        spans = week[days[0]].spans if days else []
        super().__init__(data, initial={"weekdays": days})
        self.rows = min(max(FEWEST_ROWS, len(spans) + 1), MOST_ROWS)
        for number in range(1, self.rows + 1):
            span = spans[number - 1] if number <= len(spans) else None
            label = _("Also from") if number > 1 else _("From")
            self.fields[f"starts_{number}"] = _time_field(label, span and span.starts)
            self.fields[f"ends_{number}"] = _time_field(_("To"), span and span.ends)

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """From and to of each span."""
        return [(self[f"starts_{number}"], self[f"ends_{number}"]) for number in range(1, self.rows + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        spans: dict[Span, int] = {}
        for number in range(1, self.rows + 1):
            span = self._span(number, cleaned)
            if span:
                spans[span] = number
        clash = None if self.errors else overlapping(list(spans))
        if clash:
            message = _("These hours overlap %(hours)s. Make them one, or part them.") % {"hours": str(clash[0])}
            self.add_error(f"starts_{spans[clash[1]]}", message)
        cleaned["spans"] = sorted(spans)
        return cleaned

    def _span(self, number: int, cleaned: dict[str, Any]) -> Span | None:
        starts, ends = cleaned.get(f"starts_{number}"), cleaned.get(f"ends_{number}")
        if starts and ends:
            if ends <= starts:
                message = _("This is not after the start. For work past midnight, end at 11:59 PM and go on next day.")
                self.add_error(f"ends_{number}", message)
            return Span(starts, ends)
        missing = "ends" if starts else "starts"
        if (starts or ends) and f"{missing}_{number}" not in self.errors:
            self.add_error(f"{missing}_{number}", _("Hours have a start and an end. Fill in both or neither."))
        return None

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"weekdays": self.cleaned_data["weekdays"], "spans": self.cleaned_data["spans"]}


def _time_field(label: str, initial: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, initial=initial, widget=widget)
