"""The form of a contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.core.actor import Actor
from prm.core.sorting import sort_key
from prm.directory.contacts.actions import EDITABLE
from prm.directory.models import Account, Contact
from prm.ui.fields import PhoneField


class ContactForm(forms.Form):
    """Somebody at `account`, as the people of the actor's company know them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    job_title = forms.CharField(label=gettext_lazy("Job title"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    phone = PhoneField()

    def __init__(self, data: Any, *, account: Account, actor: Actor, contact: Contact | None = None) -> None:
        super().__init__(data, initial=_initial(contact) if contact else None)
        self.account, self.actor, self.contact = account, actor, contact

    def clean(self) -> dict[str, Any]:
        """The same name and e-mail twice at one account is a second submit, or somebody entered them already."""
        cleaned = super().clean() or {}
        name, email = cleaned.get("name", ""), cleaned.get("email", "")
        own: dict[str, int] = {"account_id": self.account.pk, "partner_id": self.actor.organization_id or 0}
        known = Contact.objects.known_as(name, email, **own) if name and not self.errors else None
        if known and known != self.contact and known.email.lower() == email.lower() and _same(known.name, name):
            self.add_error("name", _("Your company has a contact of this name and e-mail here already."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of the contact, by name."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


def typed_again(data: Mapping[str, Any], *, actor: Actor, newest: Contact) -> ContactForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    typed = {name: data.get(name, "") for name in EDITABLE}
    typed["version"] = str(newest.version)
    return ContactForm(typed, account=newest.account, actor=actor, contact=newest)


def _same(known: str, typed: str) -> bool:
    return sort_key(known) == sort_key(typed)


def _initial(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in (*EDITABLE, "version")}
