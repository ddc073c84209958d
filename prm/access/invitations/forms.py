"""The forms that invite somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.access.invitations.permissions import open_to, roles_at
from prm.access.models import Invitation
from prm.core.actor import PARTNER_ROLES, Actor, Role
from prm.core.administration.choices import languages
from prm.directory.countries import CountryField
from prm.directory.models import Organization, Person, Territory
from prm.directory.names import plain_name

ROLES = Person.PersonRole.choices
NAMED = ("name", "email", "role", "job_title", "language")


class PersonInvitedForm(forms.Form):
    """Who is invited, as what."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, help_text=gettext_lazy("The invitation goes there.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    job_title = forms.CharField(label=gettext_lazy("Job title"), max_length=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages, initial="en")

    def offer(self, roles: tuple[Role, ...]) -> None:
        field: Any = self.fields["role"]
        field.choices = [choice for choice in ROLES if choice[0] in roles]

    def invitation(self) -> Invitation:
        """What was typed, without a company yet."""
        return Invitation(**{name: self.cleaned_data[name] for name in NAMED})


class InviteForm(PersonInvitedForm):
    """Somebody for one of the companies that the actor may invite to; the only one is not asked for."""

    company = forms.ChoiceField(label=gettext_lazy("Company"))
    field_order = ["company", *NAMED]

    def __init__(self, data: Any = None, *, actor: Actor, company: str = "") -> None:
        super().__init__(data, initial={"company": company})
        self.companies = {row.key: row for row in open_to(actor).order_by("kind", "name_sort", "key")}
        field: Any = self.fields["company"]
        field.choices = [("", _("Choose a company")), *((key, row.name) for key, row in self.companies.items())]
        only = next(iter(self.companies.values())) if len(self.companies) == 1 else self.companies.get(company)
        if len(self.companies) == 1:
            del self.fields["company"]
        self.only = only if len(self.companies) == 1 else None
        self.offer(roles_at(only) if only else tuple(Role))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, company = cleaned.get("role"), self.chosen(cleaned)
        if role and company and role not in roles_at(company):
            told = {"company": company.name}
            self.add_error("role", _("Nobody at %(company)s has this role. Choose another one.") % told)
        return cleaned

    def chosen(self, cleaned: dict[str, Any]) -> Organization | None:
        return self.only or self.companies.get(cleaned.get("company", ""))

    def invitation(self) -> Invitation:
        invitation = super().invitation()
        company = self.chosen(self.cleaned_data)
        assert company is not None, "the field lets nothing else through"
        invitation.organization = company
        return invitation


class PartnerForm(PersonInvitedForm):
    """A new partner company and its first person, who will invite the others."""

    company_name = forms.CharField(
        label=gettext_lazy("Company"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    territory = forms.ModelChoiceField(
        label=gettext_lazy("Territory"),
        queryset=Territory.objects.order_by("name"),
        required=False,
        to_field_name="key",
        empty_label="—",
    )
    country = CountryField()
    region = forms.CharField(label=gettext_lazy("Region or state"), max_length=80, required=False)
    postal_code = forms.CharField(label=gettext_lazy("Postal code"), max_length=12, required=False)
    channel_manager = forms.ModelChoiceField(
        label=gettext_lazy("Channel manager"),
        queryset=Person.objects.none(),
        required=False,
        to_field_name="key",
        empty_label="—",
    )

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data, initial={"role": Role.PARTNER_MANAGER.value})
        self.offer(PARTNER_ROLES)
        for name, choices in (("type", Organization.Type.choices), ("tier", Organization.Tier.choices)):
            field: Any = self.fields[name]
            field.choices = [("", "—"), *choices]
        managers: Any = self.fields["channel_manager"]
        if actor.role == Role.CHANNEL_MANAGER:
            del self.fields["channel_manager"]
        else:
            managers.queryset = Person.objects.active().filter(role=Role.CHANNEL_MANAGER).order_by("name_sort")

    def organization(self) -> Organization:
        cleaned = self.cleaned_data
        names = ("type", "tier", "territory", "country", "region", "postal_code")
        values = {name: cleaned[name] for name in names}
        return Organization(name=cleaned["company_name"], channel_manager=cleaned.get("channel_manager"), **values)
