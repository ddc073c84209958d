"""What is known of an opportunity, as a form; and the reason that a mark asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opportunities.editing.actions import Edit
from opportunities.entry.accounts import account_by_name, still_meant
from opportunities.entry.checks import check_close_date
from opportunities.entry.line_forms import TOO_MUCH
from opportunities.models import Opportunity, Source
from prm.catalog.models import Currency
from prm.core.actor import Actor
from prm.core.money import MAX_AMOUNT
from prm.directory.models import Account, Contact
from prm.ui.fields import NumberField
from prm.ui.widgets import ComboInput, DayInput


class SourceChoice(forms.ModelChoiceField):
    def label_from_instance(self, source: Any) -> str:
        return str(source.label)


class EditForm(forms.Form):
    """`version` is that of the opportunity whose values were shown. The amount is missing where lines decide it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    account = forms.CharField(
        label=gettext_lazy("Customer account"),
        max_length=200,
        required=False,
        widget=ComboInput(reverse_lazy("opportunities:known_accounts")),
    )
    account_key = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    contact = forms.ModelChoiceField(
        label=gettext_lazy("Contact"), queryset=None, required=False, to_field_name="key", empty_label="—"
    )
    source = SourceChoice(
        label=gettext_lazy("Source"), queryset=None, required=False, to_field_name="code", empty_label="—"
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=Opportunity.Type.choices)
    close_date = forms.DateField(label=gettext_lazy("Close date"), widget=DayInput)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    amount = NumberField(
        label=gettext_lazy("Amount"), min_value=0, max_value=MAX_AMOUNT - 1, decimal_places=3, required=False,
        error_messages={"max_value": TOO_MUCH, "min_value": gettext_lazy("An amount is 0 or more.")},
    )  # fmt: skip
    next_step = forms.CharField(label=gettext_lazy("Next step"), max_length=200, required=False)
    competitor = forms.CharField(label=gettext_lazy("Competitor"), max_length=120, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[ProhibitNullCharactersValidator()],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, opportunity: Opportunity, actor: Actor, has_lines: bool) -> None:
        super().__init__(data, initial=initial(opportunity))
        self.opportunity, self.actor = opportunity, actor
        fields: dict[str, Any] = self.fields
        # An administrator beside the team meets the contact of a restricted one here alone.
        known = Contact.objects.visible_to(actor) | Contact.objects.filter(pk=opportunity.contact_id)
        contacts = known.filter(account_id=opportunity.account_id)
        fields["contact"].queryset = contacts.filter(partner_id=opportunity.partner_id).order_by("name_sort", "key")
        fields["source"].queryset = Source.objects.in_use().with_labels()
        codes = [*Currency.objects.usable().order_by("-is_company", "code").values_list("code", flat=True)]
        fields["currency"].choices = [(code, code) for code in dict.fromkeys([*codes, opportunity.currency_id])]
        if has_lines or not opportunity.stage.is_open:
            del fields["amount"], fields["currency"]
        if not opportunity.stage.is_open:
            del fields["close_date"], fields["next_step"]

    def clean_close_date(self) -> date:
        """A date of the past may stay, and no new one is chosen there."""
        close_date: date = self.cleaned_data["close_date"]
        if close_date != self.opportunity.close_date and (wrong := check_close_date(close_date, timezone.localdate())):
            raise forms.ValidationError(wrong)
        return close_date

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "account" in cleaned:
            cleaned["chosen"] = self._account(cleaned["account"], cleaned.get("account_key", "").replace("\x00", ""))
        return cleaned

    def _account(self, typed: str, key: str) -> Account | None:
        """The account named; the one it has stays even where the reader's book no longer holds it."""
        here = self.opportunity.account
        if not typed.strip():
            return None
        if here is not None and still_meant(here, typed) and (not key or key == here.key):
            return here
        visible = Account.objects.visible_to(self.actor)
        chosen = visible.filter(key=key).first() if key else None
        found = still_meant(chosen, typed) or account_by_name(typed, self.actor)
        if found is None:
            self.add_error("account", _("Choose one of your accounts from the list, or add it under Accounts first."))
        return found

    def edit(self) -> Edit:
        """What was typed, for the verb; fields that are not offered keep what is stored."""
        data, stored = self.cleaned_data, self.opportunity
        account: Account | None = data["chosen"]
        same = account is not None and account.pk == stored.account_id
        offered = "amount" in self.fields
        return Edit(
            name=data["name"],
            account=account,
            contact=data["contact"] if same else None,
            source=data["source"],
            type=data["type"],
            currency=data["currency"] if offered else stored.currency_id,
            amount=(data["amount"] or Decimal(0)) if offered else None,
            close_date=data.get("close_date") or stored.close_date,
            next_step=data.get("next_step", stored.next_step),
            competitor=data["competitor"],
            description=data["description"],
        )


class ReasonForm(forms.Form):
    """Why: kept in the history, read by both companies."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


def initial(opportunity: Opportunity) -> dict[str, Any]:
    """The stored values as the form shows them."""
    return {
        "name": opportunity.name,
        "account": opportunity.account.name if opportunity.account else "",
        "account_key": opportunity.account.key if opportunity.account else "",
        "contact": opportunity.contact.key if opportunity.contact else "",
        "source": opportunity.source.code if opportunity.source else "",
        "type": opportunity.type,
        "close_date": opportunity.close_date,
        "currency": opportunity.currency_id,
        "amount": Decimal(f"{opportunity.amount.normalize():f}"),
        "next_step": opportunity.next_step,
        "competitor": opportunity.competitor,
        "description": opportunity.description,
        "version": opportunity.version,
    }
