"""Forms for what assignment knows of a person."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelect2MultipleWidget, UnfoldAdminSelectWidget

from assignment.attributes import choices_of, language_names
from assignment.availability.substitutes import check_substitute
from assignment.models import PersonProfile, PersonSkill, TimeOff, WorkingHours
from assignment.time_off.actions import check_days
from prm.core.administration.choices import Choices
from prm.core.administration.forms import RecordForm
from prm.directory.models import Organization, Person

Kind = PersonSkill.Kind
PICKED = (Kind.PRODUCT_LINE, Kind.PRODUCT, Kind.INDUSTRY, Kind.TERRITORY, Kind.LANGUAGE)
Grouped = list[tuple[str, Choices]]


def brand_owner_people(*, also: object = ()) -> Any:
    """People a rule can name: active ones of the brand owner, and those `also` named before."""
    ours = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    return ours.filter(Q(active=True) | Q(pk__in=also)).order_by("name_sort")


def offered_skills() -> Grouped:
    """What is picked from lists, as "kind:item", under the name of each list."""
    return [(str(kind.label).capitalize(), _keyed(kind)) for kind in PICKED]


class ProfileForm(RecordForm):
    """Where somebody works, what they speak and how much they can take."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        choices=language_names,
        widget=UnfoldAdminSelect2MultipleWidget,
    )
    instance: PersonProfile

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if "person" in self.fields:
            person: Any = self.fields["person"]
            person.queryset = brand_owner_people().filter(profile=None)
        substitute: Any = self.fields["substitute"]
        substitute.queryset = brand_owner_people(also=[self.instance.substitute_id]).exclude(pk=self.instance.person_id)

    def check_record(self) -> None:
        if "substitute" in self.changed_data:
            check_substitute(self.instance.person, self.instance.substitute)


class SkillForm(RecordForm):
    """An item picked from the lists; its kind is that of the list."""

    pick = forms.ChoiceField(label=gettext_lazy("Skill"), widget=UnfoldAdminSelectWidget)
    derived = {"kind": "pick", "item": "pick"}
    instance: PersonSkill

    def __init__(self, *arguments: Any, offered: Grouped, **named: Any) -> None:
        super().__init__(*arguments, **named)
        pick: Any = self.fields["pick"]
        pick.choices = [("", gettext_lazy("Select value")), *_with_stored(offered, self.instance)]
        if self.instance.pk:
            pick.initial = _key(self.instance.kind, self.instance.item)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("pick"):
            self.instance.kind, _colon, self.instance.item = cleaned["pick"].partition(":")
        return cleaned


class CertificationForm(RecordForm):
    """A certification by its name, as criteria then offer it."""

    derived = {"kind": "item"}
    instance: PersonSkill

    def clean_item(self) -> str:
        return " ".join(str(self.cleaned_data["item"]).split())

    def derive(self) -> None:
        self.instance.kind = Kind.CERTIFICATION


class OnceFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """No skill twice in one form; what is stored already, the constraint knows."""

    def clean(self) -> None:
        super().clean()
        seen: set[tuple[str, str]] = set()
        for form in self.forms:
            if form in self.deleted_forms or form.errors or not form.instance.item:
                continue
            skill = (form.instance.kind, form.instance.item)
            if skill in seen:
                raise ValidationError(_("“%(item)s” is listed twice.") % {"item": form.instance.item})
            seen.add(skill)


class SkillFormSet(OnceFormSet):
    """The lists are fetched once for all rows."""

    @cached_property
    def offered(self) -> Grouped:
        return offered_skills()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs(index)
        return options | {"offered": self.offered}


class TimeOffForm(RecordForm):
    """Days off that overlap no others."""

    instance: TimeOff

    def check_record(self) -> None:
        check_days(self.instance)


class TimeOffFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """No two rows of one form overlap; what is stored already, each row is compared with by itself."""

    def clean(self) -> None:
        super().clean()
        kept = [form.instance for form in self.forms if form not in self.deleted_forms and not form.errors]
        days = sorted((row.first_day, row.last_day) for row in kept if row.first_day and row.last_day)
        for (_first, last), (first, _last) in pairwise(days):
            if first <= last:
                raise ValidationError(_("Two of these rows overlap. Make them one."))


class WorkingHoursForm(RecordForm):
    """Hours of one weekday."""

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"), coerce=int, choices=list(WEEKDAYS.items()), widget=UnfoldAdminSelectWidget
    )
    instance: WorkingHours


def _key(kind: str, item: str) -> str:
    return f"{kind}:{item}"


def _keyed(kind: Kind) -> Choices:
    return [(_key(kind, value), label) for value, label in choices_of(kind)]


def _with_stored(offered: Grouped, skill: PersonSkill) -> Grouped:
    """The lists, and the stored item even where it has left its list or ends in `*`."""
    key = _key(skill.kind, skill.item)
    if not skill.pk or any(value == key for _heading, choices in offered for value, _label in choices):
        return offered
    return [*offered, (_("Not in the lists"), [(key, skill.item)])]
