"""Choices of people and products on the form that enters an opportunity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.catalog.models import Product
from prm.ui.widgets import PricedSelect


class PersonChoice(forms.ModelMultipleChoiceField):
    """Any of the people whom the actor may add, by key."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Somebody chosen is not among the people you may add. Choose from the list.")
    }

    def label_from_instance(self, person: Any) -> str:
        return f"{person.name}, {person.organization.name}"


class ProductChoice(forms.TypedChoiceField):
    """One of the products on sale, by key. The list is read once for all lines, since a query each would add up."""

    widget = PricedSelect
    default_error_messages = {"invalid_choice": gettext_lazy("This product is not on sale. Choose one of the list.")}
    withdrawn: str | None = None

    def offer(self, products: Mapping[str, Product], prices: Mapping[str, str]) -> None:
        """Products and their list prices as text, by key."""
        self.choices = [("", _("Choose a product")), *((key, product.name) for key, product in products.items())]
        self.products, self.coerce, self.widget.prices = products, self.by_key, prices

    def keep(self, product: Product) -> None:
        """Show a product that has been withdrawn since it was chosen, and refuse it by its name."""
        self.choices = [*self.choices, (product.key, product.name)]
        self.withdrawn = product.key

    def by_key(self, key: str) -> Product:
        """The product chosen. Raises ValueError for a key that was not offered."""
        if key not in self.products:
            raise ValueError(key)
        return self.products[key]

    def validate(self, value: Any) -> None:
        if value and value == self.withdrawn:
            name = dict(self.choices)[value]
            raise ValidationError(_("%(product)s is no longer on sale. Choose another one.") % {"product": name})
        super().validate(value)
