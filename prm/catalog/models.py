from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prm.core.keys import KeyField
from prm.core.money import MoneyField


class CurrencyQuerySet(models.QuerySet["Currency"]):
    def company(self) -> Currency:
        """The currency of all totals. Raises DoesNotExist before it is set up."""
        return self.get(is_company=True)

    def usable(self) -> CurrencyQuerySet:
        return self.filter(active=True)


class Currency(models.Model):
    """A currency by its ISO 4217 code, with 0, 2 or 3 decimals."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=2)
    is_company = models.BooleanField(_("company currency"), default=False)
    active = models.BooleanField(_("active"), default=True)

    objects = CurrencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        constraints = [
            models.UniqueConstraint(
                name="currency_one_company_currency",
                fields=["is_company"],
                condition=Q(is_company=True),
                violation_error_message=_("There is already a company currency."),
            ),
            models.CheckConstraint(
                name="currency_decimals_stored",
                condition=Q(decimals__lte=3),
                violation_error_message=_("A currency has at most three decimals."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ExchangeRate(models.Model):
    """How many units of the company currency one unit of `currency` is worth from `day` on."""

    currency = models.ForeignKey(Currency, models.CASCADE, related_name="rates", verbose_name=_("currency"))
    day = models.DateField(_("from"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)

    class Meta:
        verbose_name = _("exchange rate")
        constraints = [
            models.UniqueConstraint(
                name="exchange_rate_once_a_day",
                fields=["currency", "day"],
                violation_error_message=_("There is already a rate of this currency for this day."),
            ),
            models.CheckConstraint(
                name="exchange_rate_positive", condition=Q(rate__gt=0), violation_error_message=_("A rate is above 0.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.day}: {self.rate}"


class ProductLine(models.Model):
    """Products that belong together, e.g. for expertise and figures."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("product line")
        constraints = [
            models.UniqueConstraint(
                name="product_line_name_once",
                fields=["name"],
                violation_error_message=_("There is already a line of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProductQuerySet(models.QuerySet["Product"]):
    def sold(self) -> ProductQuerySet:
        return self.filter(active=True)

    def withdrawn(self) -> ProductQuerySet:
        return self.filter(active=False)


class Product(models.Model):
    """Something on the brand owner's price list."""

    key = KeyField()
    name = models.CharField(_("name"), max_length=160)
    line = models.ForeignKey(ProductLine, models.PROTECT, related_name="products", verbose_name=_("product line"))
    active = models.BooleanField(_("sold"), default=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        constraints = [
            models.UniqueConstraint(
                name="product_name_once",
                fields=["name"],
                violation_error_message=_("There is already a product of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductCost(models.Model):
    """What a product costs the brand owner, in the company currency. Partners' database role cannot read the table."""

    product = models.OneToOneField(
        Product, models.CASCADE, primary_key=True, related_name="cost", verbose_name=_("product")
    )
    amount = MoneyField(_("cost"), help_text=_("In the company currency"))

    class Meta:
        verbose_name = _("cost of a product")
        constraints = [
            models.CheckConstraint(
                name="product_cost_amount_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A cost is not below 0."),
            )
        ]

    def __str__(self) -> str:
        return str(self.amount)


class PriceQuerySet(models.QuerySet["Price"]):
    def in_force(self, day: date) -> PriceQuerySet:
        """Of each product and currency the newest price that began by that day."""
        begun = self.filter(valid_from__lte=day).order_by("product_id", "currency_id", "-valid_from")
        return begun.distinct("product_id", "currency_id")


class Price(models.Model):
    """List price of a product in a currency from a day on, until the next one."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="prices", verbose_name=_("product"))
    currency = models.ForeignKey(Currency, models.PROTECT, verbose_name=_("currency"))
    amount = MoneyField(_("amount"))
    valid_from = models.DateField(_("valid from"))

    objects = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("list price")
        constraints = [
            models.UniqueConstraint(
                name="price_once_a_day",
                fields=["product", "currency", "valid_from"],
                violation_error_message=_("There is already a price from this day on."),
            ),
            models.CheckConstraint(
                name="price_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A price is not below 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.amount} {self.currency_id}"
