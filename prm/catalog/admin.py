from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from prm.catalog.actions import CatalogRow, remove_from_catalog, save_to_catalog
from prm.catalog.forms import CurrencyForm
from prm.catalog.models import Currency, ExchangeRate, Price, Product, ProductCost, ProductLine
from prm.core.actor import Actor
from prm.core.administration.pages import KeptAdmin, RecordInline, VerbAdmin


class CatalogAdmin(VerbAdmin):
    """Saves through the catalog's verbs."""

    def save_row(self, row: CatalogRow, actor: Actor) -> None:
        save_to_catalog(row, actor=actor)

    def remove_row(self, row: CatalogRow, actor: Actor) -> None:
        remove_from_catalog(row, actor=actor)


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

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        company = [_("%(code)s, the company currency") % {"code": row.code} for row in objs if row.is_company]
        return to_delete, counts, lacking, [*protected, *company]

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm[Any], formset: forms.BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        super().save_formset(request, form, formset, change)
        if formset.changed_objects or formset.deleted_objects:
            text = _("Amounts that were converted with a former rate are computed anew in a moment.")
            messages.info(request, text)


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


class ProductCostInline(RecordInline):
    model = ProductCost
    verbose_name_plural = _("What it costs us, in the company currency; partners cannot read it")


@admin.register(Product)
class ProductAdmin(CatalogAdmin, KeptAdmin):
    """The price list."""

    list_display = ["name", "line", "costs", "active"]
    list_filter = ["active", "line"]
    list_select_related = ["line", "cost"]
    search_fields = ["name", "line__name"]
    ordering = ["name"]
    fields = [("name", "line"), "active"]
    inlines = [PriceInline, ProductCostInline]

    @admin.display(description=_("cost"), ordering="cost__amount")
    def costs(self, product: Product) -> Any:
        return product.cost.amount if hasattr(product, "cost") else None
