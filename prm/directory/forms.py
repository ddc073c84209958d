"""Forms of the administration; what the verbs refuse is said at the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelect2Widget, UnfoldAdminSelectWidget

from prm.core.actor import Role
from prm.core.administration.choices import languages, time_zones, with_present
from prm.core.administration.forms import RecordForm
from prm.directory.actions import check_parent, check_role
from prm.directory.leaving import check_successor
from prm.directory.models import Account, Organization, Person, Territory
from prm.directory.territories.actions import check_above


class NamedForm(RecordForm):
    """A record with a folded name to sort by."""

    derived = {"name_sort": "name"}
    instance: Organization | Person | Account

    def derive(self) -> None:
        self.instance.fold_name()

    def check_record(self) -> None:
        self.instance.full_clean()


class PlacedForm(NamedForm):
    """Its time zone is picked by place."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), initial="UTC", widget=UnfoldAdminSelect2Widget, choices=time_zones
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        zone: Any = self.fields["time_zone"]
        zone.choices = with_present(time_zones(), self.instance.time_zone)


class OrganizationForm(PlacedForm):
    """A partner below partners only, looked after by a channel manager of the brand owner."""

    instance: Organization

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if "parent" in self.fields:
            self._field("parent").queryset = Organization.objects.partners().exclude(pk=self.instance.pk)
        if "channel_manager" in self.fields:
            able = Q(role=Role.CHANNEL_MANAGER, active=True) | Q(pk=self.instance.channel_manager_id)
            self._field("channel_manager").queryset = Person.objects.filter(able)

    def check_record(self) -> None:
        check_parent(self.instance)
        super().check_record()

    def _field(self, name: str) -> Any:
        return self.fields[name]


class PersonForm(PlacedForm):
    """Somebody with a role of the own side, who reports to somebody of the same company."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the portal"), initial="en", widget=UnfoldAdminSelectWidget, choices=languages
    )
    instance: Person

    def derive(self) -> None:
        super().derive()
        self.instance.deactivated_by_brand_owner &= not self.instance.active

    def check_record(self) -> None:
        check_role(self.instance)
        manager = self.instance.reports_to
        if manager and manager.organization_id != self.instance.organization_id:
            raise ValidationError({"reports_to": _("Choose somebody of the same organization.")})
        if manager and self.instance.pk in _managers_above(manager):
            raise ValidationError({"reports_to": _("This person reports to the person you are changing.")})
        self._check_administrator_stays()
        self._check_somebody_follows()
        super().check_record()

    def _check_somebody_follows(self) -> None:
        """The person's page in the portal asks for a successor; here is no field for one."""
        if self.instance.active or not self.instance.pk:
            return
        stored = Person.objects.select_related("organization").get(pk=self.instance.pk)
        try:
            if stored.active:
                check_successor(stored)
        except ValidationError as refused:
            text = _(
                "Nobody takes over what this person leads. Deactivate them on their page in the portal, which asks."
            )
            raise ValidationError({"active": text}) from refused

    def _check_administrator_stays(self) -> None:
        """Without an active administrator nobody could come back here to name one."""
        administrators = Person.objects.active().filter(role=Role.ADMINISTRATOR)
        stays = self.instance.active and self.instance.role == Role.ADMINISTRATOR
        was = self.instance.pk and administrators.filter(pk=self.instance.pk).exists()
        if was and not stays and not administrators.exclude(pk=self.instance.pk).exists():
            field = "active" if not self.instance.active else "role"
            raise ValidationError({field: _("This is the last active administrator. Name another one first.")})


def _managers_above(person: Person) -> set[int]:
    """Ids of somebody and of everybody they report to."""
    seen: set[int] = set()
    above: Person | None = person
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.reports_to
    return seen


class TerritoryForm(RecordForm):
    """A part of another territory, but never of one below itself."""

    instance: Territory

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        parent: Any = self.fields["parent"]
        parent.queryset = Territory.objects.exclude(pk=self.instance.pk).order_by("name")

    def check_record(self) -> None:
        check_above(self.instance)
