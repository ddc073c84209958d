from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from prm.catalog.actions import CatalogRow, save_to_catalog
from prm.catalog.forms import CurrencyForm
from prm.catalog.models import Currency, ExchangeRate, Price, Product, ProductLine
from prm.core.administration.pages import KeptAdmin, RecordAdmin, RecordInline, actor_of


class CatalogAdmin(RecordAdmin):
    """Saves through the catalog's verb, the rows of inlines as well."""

    def save_model(self, request: HttpRequest, obj: CatalogRow, form: forms.ModelForm[Any], change: bool) -> None:
        save_to_catalog(obj, actor=actor_of(request))

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm[Any], formset: forms.BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        for row in formset.save(commit=False):
            save_to_catalog(row, actor=actor_of(request))
        for row in formset.deleted_objects:
            row.delete()


class ExchangeRateInline(RecordInline):
    model = ExchangeRate
    ordering = ["-day"]
    verbose_name_plural = _("Rates: one unit in the company currency, from a day on")


@admin.register(Currency)
class CurrencyAdmin(CatalogAdmin):
    """Currencies with their dated rates. Code and decimals stay: amounts are stored in them."""

    form = CurrencyForm
    list_display = ["code", "name", "decimals", "is_company", "active"]
    list_filter = ["active"]
    search_fields = ["code", "name"]
    ordering = ["-is_company", "code"]
    fields = [("code", "name"), "decimals", "is_company", "active"]
    inlines = [ExchangeRateInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Currency | None = None) -> list[str]:
        """The company currency is chosen once: all stored totals are in it."""
        company = ["is_company"] if Currency.objects.filter(is_company=True).exists() else []
        return ["code", "decimals", *company] if obj else company

    def get_inlines(self, request: HttpRequest, obj: Currency | None) -> list[type[RecordInline]]:
        return [] if obj and obj.is_company else [ExchangeRateInline]

    def has_delete_permission(self, request: HttpRequest, obj: Currency | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and not (obj and obj.is_company)


@admin.register(ProductLine)
class ProductLineAdmin(CatalogAdmin):
    list_display = ["name", "products_sold"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductLine]:
        rows: QuerySet[ProductLine] = super().get_queryset(request)
        return rows.annotate(sold=Count("products", filter=Q(products__active=True)))

    @admin.display(description=_("products sold"), ordering="sold")
    def products_sold(self, line: Any) -> int:
        sold: int = line.sold
        return sold


class PriceInline(RecordInline):
    model = Price
    ordering = ["currency", "-valid_from"]
    verbose_name_plural = _("List prices, each from a day on until the next one")


@admin.register(Product)
class ProductAdmin(CatalogAdmin, KeptAdmin):
    """The price list."""

    list_display = ["name", "line", "cost", "active"]
    list_filter = ["active", "line"]
    list_select_related = ["line"]
    search_fields = ["name", "line__name"]
    ordering = ["name"]
    fields = [("name", "line"), ("cost", "active")]
    inlines = [PriceInline]
