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
from opportunities.entry.people import addable_people
from opportunities.entry.records import Entry, HelpEntry, LineEntry, NewAccount, NewContact
from opportunities.models import HelpRequest, Opportunity, Source
from prm.catalog.models import Currency, Product
from prm.core.actor import Actor
from prm.core.money import MAX_AMOUNT
from prm.directory.models import Account
from prm.ui.fields import NumberField
from prm.ui.widgets import ComboInput, DayInput, ManyPicks, Picks, PricedSelect

MAX_LINES = 100
NOT_YOURS = _("This account is not among yours. Choose one of the list or add a new one.")
TOO_MUCH = _("An amount has at most 14 digits before the point.")


class PersonChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return f"{person.name}, {person.organization.name}"


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
        self.fields["people"].error_messages["invalid_choice"] = _(
            "Somebody chosen is not among the people you may add. Choose from the list."
        )

    def clean_account_key(self) -> str:
        return self._key_of_own_account("account_key")

    def clean_use_account(self) -> str:
        return self._key_of_own_account("use_account")

    def _key_of_own_account(self, field: str) -> str:
        """A key from outside the actor's book is refused, not taken for a new account."""
        key: str = self.cleaned_data[field]
        if key and not Account.objects.visible_to(self.actor).filter(key=key).exists():
            self.add_error("account", NOT_YOURS)
        return key

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
            help=tuple(HelpEntry(kind, data["help_what"], data["help_due"]) for kind in data["help"]),
            people=tuple(person.pk for person in data["people"]),
            next_step=data["next_step"],
            description=data["description"],
            lines=lines,
            amount=amount,
            entry_key=data["entry_key"],
        )


class ProductChoice(forms.TypedChoiceField):
    """One of the products on sale, by key. The list is read once for all lines, since a query each would add up."""

    widget = PricedSelect
    default_error_messages = {"invalid_choice": _("This product is not on sale. Choose one of the list.")}

    def offer(self, products: Mapping[str, Product], prices: Mapping[str, str]) -> None:
        """Products and their list prices as text, by key."""
        self.choices = [("", _("Choose a product")), *((key, product.name) for key, product in products.items())]
        self.products, self.coerce, self.widget.prices = products, self.by_key, prices

    def by_key(self, key: str) -> Product:
        """The product chosen. Raises ValueError for a key that was not offered."""
        if key not in self.products:
            raise ValueError(key)
        return self.products[key]


class LineForm(forms.Form):
    """One product of interest; a line left empty is ignored."""

    product = ProductChoice(label=_("Product"), required=False, empty_value=None)
    quantity = NumberField(label=_("Quantity"), max_digits=12, decimal_places=2, required=False)
    unit_price = NumberField(
        label=_("Unit price"), max_value=MAX_AMOUNT - 1, min_value=0, decimal_places=3, required=False,
        error_messages={"max_value": TOO_MUCH, "min_value": _("A price is 0 or more.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if not cleaned.get("product"):
            if cleaned.get("quantity") or cleaned.get("unit_price"):
                self.add_error("product", _("Choose the product of this line, or empty the line."))
            return cleaned
        if cleaned.get("quantity") is None:
            cleaned["quantity"] = Decimal(1)
        if cleaned["quantity"] <= 0:
            self.add_error("quantity", _("A quantity is above 0."))
        if cleaned.get("unit_price") is None:
            self.add_error("unit_price", _("Type a price. This product has no list price in every currency."))
        return cleaned


class BaseLines(forms.BaseFormSet):
    """The lines of an opportunity being entered, with one product list for all of them."""

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        sold = Product.objects.sold().with_list_price(currency, timezone.localdate()).order_by("name")
        self.products = {row.key: row for row in sold}
        self.prices = {
            key: f"{row.list_price.normalize():f}"  # type: ignore[attr-defined]
            for key, row in self.products.items()
            if row.list_price is not None  # type: ignore[attr-defined]
        }
        super().__init__(*args, **options)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["product"].offer(self.products, self.prices)  # type: ignore[attr-defined]

    def entries(self) -> tuple[LineEntry, ...]:
        """The filled lines, in order."""
        kept = [
            form.cleaned_data
            for form in self.forms
            if form not in self.deleted_forms and form.cleaned_data.get("product")
        ]
        return tuple(LineEntry(row["product"].pk, row["quantity"], row["unit_price"]) for row in kept)


LineFormSet = forms.formset_factory(
    LineForm,
    formset=BaseLines,
    extra=1,
    max_num=MAX_LINES,
    absolute_max=MAX_LINES + 1,
    validate_max=True,
    can_delete=True,
)


def blank(currency: str, entry_key: uuid.UUID | None = None) -> dict[str, Any]:
    """Initial values of a form; its key, a new one unless given, makes a second submit find the first one's deal."""
    return {"entry_key": entry_key or uuid.uuid4(), "type": Opportunity.Type.NEW, "currency": currency}


def bound(data: Mapping[str, Any], actor: Actor, currency: str) -> tuple[EnterForm, BaseLines]:
    """Form and lines with what was typed."""
    return EnterForm(data, actor=actor), LineFormSet(data, prefix="lines", currency=currency)


def unbound(actor: Actor, currency: str, entry_key: uuid.UUID | None = None) -> tuple[EnterForm, BaseLines]:
    return EnterForm(initial=blank(currency, entry_key), actor=actor), LineFormSet(prefix="lines", currency=currency)
