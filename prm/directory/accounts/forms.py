"""The form of an account. It validates what was typed; the verbs enter and edit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.directory.accounts.actions import EDITABLE
from prm.directory.accounts.domains import check_domain, plain_domain
from prm.directory.accounts.filters import known_values
from prm.directory.countries import CountryField
from prm.directory.models import Account
from prm.ui.fields import NumberField

MOST_EMPLOYEES = 100_000_000
MOST_MILLIONS = Decimal(10) ** 9
EMPLOYEES = _("A whole number from 0 to 100,000,000, or nothing.")
MILLIONS = _("Millions from 0 to 999,999,999.99, or nothing.")


class AccountForm(forms.Form):
    """An account as people type it; `suggestions` are industries of accounts they know."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    domain = forms.CharField(
        label=_("Web domain"), max_length=500, required=False, help_text=_("An address will do: it is shortened.")
    )
    industry = forms.CharField(
        label=_("Industry"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "industries"})
    )
    employees = NumberField(
        label=_("Employees"), min_value=0, max_value=MOST_EMPLOYEES, decimal_places=0, required=False,
        error_messages=dict.fromkeys(("min_value", "max_value", "max_decimal_places", "invalid"), EMPLOYEES),
    )  # fmt: skip
    annual_revenue_millions = NumberField(
        label=_("Annual revenue, millions"), help_text=_("In the company currency."), required=False,
        min_value=0, max_value=MOST_MILLIONS - Decimal("0.01"), decimal_places=2,
        error_messages=dict.fromkeys(("min_value", "max_value", "max_decimal_places", "invalid"), MILLIONS),
    )  # fmt: skip
    country = CountryField()
    region = forms.CharField(label=_("Region or state"), max_length=80, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=12, required=False)

    def __init__(self, data: Any = None, *, actor: Actor, account: Account | None = None) -> None:
        super().__init__(data, initial=_initial(account) if account else None)
        country: Any = self.fields["country"]
        country.offer(account.country if account else "")
        self.suggestions = {"industries": known_values("industry", actor)}

    def clean_domain(self) -> str:
        domain = plain_domain(self.cleaned_data["domain"])
        if domain:
            check_domain(domain)
        return domain

    def clean_employees(self) -> int | None:
        typed: Decimal | None = self.cleaned_data["employees"]
        return None if typed is None else int(typed)

    def values(self) -> dict[str, Any]:
        """The fields of the account, by name."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


def typed_again(data: Mapping[str, Any], *, actor: Actor, newest: Account) -> AccountForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    return AccountForm({**_plain(data), "version": str(newest.version)}, actor=actor, account=newest)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data.get(name, "") for name in EDITABLE}


def _initial(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in (*EDITABLE, "version")}
