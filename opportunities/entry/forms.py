"""The form that enters an opportunity. It validates what was typed; the verb enters."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opportunities.entry.checks import check_close_date
from opportunities.entry.choices import PersonChoice
from opportunities.entry.copying import copied_lines, copied_values
from opportunities.entry.line_forms import BaseLines, LineFormSet
from opportunities.entry.people import addable_people
from opportunities.entry.records import Entry, HelpEntry, LineEntry, NewAccount, NewContact
from opportunities.models import HelpRequest, Opportunity, Source
from prm.catalog.models import Currency
from prm.core.actor import Actor
from prm.directory.models import Account
from prm.ui.widgets import ComboInput, DayInput, ManyPicks, Picks

NOT_YOURS = _("This account is not among yours. Choose one of the list or add a new one.")


class EnterForm(forms.Form):
    """Everything but the lines. `account_key` is the chosen account's key; without it the typed name decides.

    `use_account` is the key of a similar account that was chosen instead."""

    entry_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("What you would call it in a meeting."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    account = forms.CharField(
        label=_("Customer account"), max_length=200, widget=ComboInput(reverse_lazy("opportunities:accounts"))
    )
    account_key = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    use_account = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    email = forms.EmailField(label=_("Contact’s e-mail"), required=False)
    source = forms.ChoiceField(label=_("Source"), widget=Picks)
    type = forms.ChoiceField(
        label=_("Type"), choices=Opportunity.Type.choices, initial=Opportunity.Type.NEW, widget=Picks
    )
    currency = forms.ChoiceField(label=_("Currency"))
    close_date = forms.DateField(label=_("Close date"), widget=DayInput)
    help = forms.MultipleChoiceField(
        label=_("Help you need"), choices=HelpRequest.Kind.choices, required=False, widget=ManyPicks
    )
    help_what = forms.CharField(label=_("What exactly"), max_length=500, required=False)
    help_due = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    people = PersonChoice(
        label=_("Colleagues to add"), queryset=None, required=False, to_field_name="key", widget=ManyPicks
    )
    next_step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    description = forms.CharField(
        label=_("Description"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        validators=[ProhibitNullCharactersValidator()],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["source"].choices = [(row.code, row.label) for row in Source.objects.in_use().with_labels()]  # type: ignore[attr-defined]
        codes = Currency.objects.usable().order_by("-is_company", "code").values_list("code", flat=True)
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        self.fields["people"].queryset = addable_people(actor).select_related("organization").order_by("name_sort")  # type: ignore[attr-defined]

    def clean_account_key(self) -> Account | None:
        return self._own_account("account_key")

    def clean_use_account(self) -> Account | None:
        return self._own_account("use_account")

    def _own_account(self, field: str) -> Account | None:
        """A key from outside the actor's book, or no longer in it, is refused, not taken for a new account."""
        key = self.cleaned_data[field]
        account = Account.objects.visible_to(self.actor).filter(key=key).first() if key else None
        if key and account is None:
            self.add_error("account", NOT_YOURS)
        return account

    def clean_close_date(self) -> date:
        close_date: date = self.cleaned_data["close_date"]
        if wrong := check_close_date(close_date, timezone.localdate()):
            raise forms.ValidationError(wrong)
        return close_date

    def clean_help_due(self) -> date | None:
        due: date | None = self.cleaned_data["help_due"]
        if due and (wrong := check_close_date(due, timezone.localdate())):
            raise forms.ValidationError(wrong)
        return due

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("contact"):
            self.add_error("contact", _("Say whose address this is."))
        if (cleaned.get("help_what") or cleaned.get("help_due")) and not cleaned.get("help"):
            self.add_error("help", _("Choose the kind of help, so that the right person is found."))
        return cleaned

    def entry(self, account: int | NewAccount, lines: tuple[LineEntry, ...], amount: Decimal | None) -> Entry:
        """What the form asks to enter; partner and person are set by the verb from the actor."""
        data = self.cleaned_data
        contact = NewContact(data["contact"], data["email"]) if data["contact"] else None
        return Entry(
            name=data["name"],
            partner_id=self.actor.organization_id or 0,
            person_id=self.actor.person_id or 0,
            account=account,
            contact=contact,
            source=data["source"],
            type=data["type"],
            currency=data["currency"],
            close_date=data["close_date"],
            help=tuple(HelpEntry(kind, data["help_what"], data["help_due"]) for kind in dict.fromkeys(data["help"])),
            people=tuple(person.pk for person in data["people"]),
            next_step=data["next_step"],
            description=data["description"],
            lines=lines,
            amount=amount,
            entry_key=data["entry_key"],
        )


def blank(currency: str, entry_key: uuid.UUID | None = None) -> dict[str, Any]:
    """Initial values of a form; its key, a new one unless given, makes a second submit find the first one's deal."""
    return {"entry_key": entry_key or uuid.uuid4(), "type": Opportunity.Type.NEW, "currency": currency}


def bound(data: Mapping[str, Any], actor: Actor, currency: str) -> tuple[EnterForm, BaseLines]:
    """Form and lines with what was typed; list prices are those of the currency typed, else of `currency`."""
    form = EnterForm(data, actor=actor)
    if data.get("currency") in dict(form.fields["currency"].choices):  # type: ignore[attr-defined]
        currency = data["currency"]
    return form, LineFormSet(data, prefix="lines", currency=currency)


def unbound(actor: Actor, currency: str, entry_key: uuid.UUID | None = None) -> tuple[EnterForm, BaseLines]:
    return EnterForm(initial=blank(currency, entry_key), actor=actor), LineFormSet(prefix="lines", currency=currency)


def copy_of(opportunity: Opportunity, actor: Actor) -> tuple[EnterForm, BaseLines]:
    """Form and lines that begin with what is known of another opportunity."""
    currency = opportunity.currency_id
    form = EnterForm(initial=blank(currency) | copied_values(opportunity, actor), actor=actor)
    return form, LineFormSet(prefix="lines", currency=currency, initial=copied_lines(opportunity))
