"""One revenue line as it is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opportunities.entry.line_forms import TOO_MUCH, ProductChoice
from opportunities.models import Opportunity, RevenueLine
from opportunities.revenue.actions import LineValues
from opportunities.stages.shown import ShownStage
from prm.catalog.models import Product
from prm.catalog.prices import PriceList
from prm.core.money import MAX_AMOUNT
from prm.ui.fields import NumberField
from prm.ui.widgets import DayInput

PERCENT = gettext_lazy("Type a percentage from 0 to 100.")
YEARS = 10


class LineForm(forms.Form):
    """A line of an opportunity; a price left empty is the list price of the product in the opportunity's currency."""

    product = ProductChoice(label=gettext_lazy("Product"), empty_value=None)
    quantity = NumberField(
        label=gettext_lazy("Quantity"), max_digits=12, decimal_places=2,
        error_messages={"max_digits": gettext_lazy("A quantity has at most 10 digits before the point.")},
    )  # fmt: skip
    unit_price = NumberField(
        label=gettext_lazy("Unit price"), max_value=MAX_AMOUNT - 1, min_value=0, decimal_places=3, required=False,
        help_text=gettext_lazy("Empty for the list price."),
        error_messages={"max_value": TOO_MUCH, "min_value": gettext_lazy("A price is 0 or more.")},
    )  # fmt: skip
    discount = NumberField(
        label=gettext_lazy("Discount, %"), min_value=0, max_value=100, decimal_places=2, required=False,
        error_messages={"max_value": PERCENT, "min_value": PERCENT},
    )  # fmt: skip
    date = forms.DateField(label=gettext_lazy("Date"), widget=DayInput)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"))
    probability = forms.IntegerField(
        label=gettext_lazy("Probability, %"), min_value=0, max_value=100,
        error_messages={"max_value": PERCENT, "min_value": PERCENT, "invalid": PERCENT},
    )  # fmt: skip
    upside = forms.ChoiceField(label=gettext_lazy("Outlook"), choices=RevenueLine.Upside.choices, required=False)
    in_forecast = forms.BooleanField(label=gettext_lazy("In the forecast"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,
        *,
        opportunity: Opportunity,
        stages: dict[int, ShownStage],
        line: RevenueLine | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(opportunity, line), prefix="line")
        self.currency = opportunity.currency_id
        self.stage_ids = {stage.code: pk for pk, stage in stages.items()}
        self.listed = PriceList.of(timezone.localdate()).in_currency(self.currency)
        stage_field: Any = self.fields["stage"]
        here = line.stage_id if line else opportunity.stage_id
        offered = [stage for stage in stages.values() if stage.pk == here or (stage.is_open and stage.active)]
        stage_field.choices = [(stage.code, stage.label) for stage in offered]
        self._offer_products(line)

    def _offer_products(self, line: RevenueLine | None) -> None:
        products = {row.key: row for row in Product.objects.sold().order_by("name")}
        if line and line.product.key not in products:
            products[line.product.key] = line.product
        written = {key: number_format(f"{price.normalize():f}", use_l10n=True) for key, price in self.listed.items()}
        field: Any = self.fields["product"]
        field.offer(products, written)

    def clean_quantity(self) -> Decimal:
        quantity: Decimal = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise forms.ValidationError(_("A quantity is above 0."))
        return quantity

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if abs(day.year - timezone.localdate().year) > YEARS:
            raise forms.ValidationError(_("Choose a day within %(years)d years of today.") % {"years": YEARS})
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        product = cleaned.get("product")
        if product and cleaned.get("unit_price") is None and "unit_price" not in self.errors:
            cleaned["unit_price"] = self.listed.get(product.key)
            if cleaned["unit_price"] is None:
                told = {"product": product.name, "currency": self.currency}
                self.add_error("unit_price", _("Type a price: %(product)s has no list price in %(currency)s.") % told)
        return cleaned

    def values(self) -> LineValues:
        """What was typed, for the verb."""
        data = self.cleaned_data
        return LineValues(
            product_id=data["product"].pk,
            quantity=data["quantity"],
            unit_price=data["unit_price"],
            discount=data["discount"] or Decimal(0),
            date=data["date"],
            probability=data["probability"],
            stage_id=self.stage_ids[data["stage"]],
            in_forecast=data["in_forecast"],
            upside=data["upside"],
        )


def _initial(opportunity: Opportunity, line: RevenueLine | None) -> dict[str, Any]:
    """The stored line as it would be typed, or a new one as likely and as soon as its opportunity."""
    if line is None:
        return {
            "quantity": 1,
            "date": opportunity.close_date,
            "stage": opportunity.stage.code,
            "probability": opportunity.probability,
            "in_forecast": True,
        }
    return {
        "product": line.product.key,
        "quantity": _short(line.quantity),
        "unit_price": _short(line.unit_price),
        "discount": _short(line.discount) if line.discount else "",
        "date": line.date,
        "stage": line.stage.code,
        "probability": line.probability,
        "upside": line.upside,
        "in_forecast": line.in_forecast,
        "version": line.version,
    }


def _short(number: Decimal) -> Decimal:
    """Without empty decimals, and never as 1E+3."""
    return Decimal(f"{number.normalize():f}")
