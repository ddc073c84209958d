"""The products of interest on the form that enters an opportunity."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opportunities.entry.choices import ProductChoice
from opportunities.entry.records import LineEntry
from prm.catalog.models import Product
from prm.catalog.prices import PriceList
from prm.core.money import MAX_AMOUNT
from prm.ui.fields import NumberField

MAX_LINES = 100
# As many as a request has fields for, so that what was typed beyond the most comes back.
SHOWN_AGAIN = 330
TOO_MUCH = gettext_lazy("An amount has at most 14 digits before the point.")


class LineForm(forms.Form):
    """One product of interest; a line left empty is ignored, a price left empty is the list price."""

    product = ProductChoice(label=gettext_lazy("Product"), required=False, empty_value=None)
    quantity = NumberField(label=gettext_lazy("Quantity"), max_digits=12, decimal_places=2, required=False)
    unit_price = NumberField(
        label=gettext_lazy("Unit price"), max_value=MAX_AMOUNT - 1, min_value=0, decimal_places=3, required=False,
        error_messages={"max_value": TOO_MUCH, "min_value": gettext_lazy("A price is 0 or more.")},
    )  # fmt: skip

    def __init__(self, *args: Any, currency: str, listed: Mapping[str, Decimal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.currency, self.listed = currency, listed

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
            cleaned["unit_price"] = self._list_price(cleaned["product"])
        return cleaned

    def _list_price(self, product: Product) -> Decimal | None:
        if product.key not in self.listed:
            told = {"product": product.name, "currency": self.currency}
            self.add_error("unit_price", _("Type a price: %(product)s has no list price in %(currency)s.") % told)
        return self.listed.get(product.key)


class BaseLines(forms.BaseFormSet):
    """The lines of an opportunity being entered, with one list of products and prices for all of them."""

    default_error_messages = {
        "too_many_forms": gettext_lazy("An opportunity has at most %(num)d products. Remove some of them.")
    }

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        self.currency = currency
        self.products = {row.key: row for row in Product.objects.sold().order_by("name")}
        self.price_list = PriceList.of(timezone.localdate())
        self.prices = self._written(currency)
        super().__init__(*args, **options)

    @property
    def list_prices(self) -> str:
        """JSON for the page: currency → product key → list price as the reader would type it."""
        return json.dumps({currency: self._written(currency) for currency in sorted(self.price_list.by_currency)})

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        listed = self.price_list.in_currency(self.currency)
        return {**super().get_form_kwargs(index), "currency": self.currency, "listed": listed}

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        product: Any = form.fields["product"]
        product.offer(self.products, self.prices)
        if withdrawn := self._withdrawn.get(self.data.get(form.add_prefix("product"), "")):
            product.keep(withdrawn)

    def clean(self) -> None:
        count = len([form for form in self._kept() if form.has_changed()])
        if count > MAX_LINES:
            told = {"count": count, "most": MAX_LINES, "over": count - MAX_LINES}
            raise ValidationError(
                _("There are %(count)d products here, and %(most)d fit. Remove %(over)d of them.") % told
            )

    def entries(self) -> tuple[LineEntry, ...]:
        """The filled lines, in order."""
        rows = [form.cleaned_data for form in self._kept() if form.cleaned_data.get("product")]
        return tuple(LineEntry(row["product"].pk, row["quantity"], row["unit_price"]) for row in rows)

    def refuse(self, messages: list[str]) -> None:
        """Show what the verb says of the lines below them."""
        self.non_form_errors().extend(messages)

    def _kept(self) -> list[forms.Form]:
        """The lines that were not removed. Not by `deleted_forms`, which are none while another line is refused."""
        return [form for form in self.forms if not form.cleaned_data.get("DELETE")]

    def _written(self, currency: str) -> dict[str, str]:
        """List prices without empty decimals, in the spelling of the reader's language."""
        listed = self.price_list.in_currency(currency)
        return {key: number_format(f"{amount.normalize():f}", use_l10n=True) for key, amount in listed.items()}

    @cached_property
    def _withdrawn(self) -> dict[str, Product]:
        """Products chosen that are no longer on sale; asked for only where a key is not on the list."""
        typed = {str(value) for name, value in self.data.items() if name.endswith("-product")}
        unknown = [key for key in typed - self.products.keys() if key.isalnum()]
        return {row.key: row for row in Product.objects.withdrawn().filter(key__in=unknown)} if unknown else {}


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLines, extra=1, max_num=MAX_LINES, absolute_max=SHOWN_AGAIN, can_delete=True
)
