"""The columns of an exported list, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from opportunities.models import Member, Opportunity, Source
from opportunities.querysets import OpportunityQuerySet
from opportunities.stages.shown import ShownStage
from prm.catalog.models import Currency
from prm.core.money import rounded

Cell = str | Decimal | int | date | None

# Heading → what is read; the words of stage, type and source are put in place of their ids.
COLUMNS: dict[str | Promise, str] = {
    _("Key"): "key",
    _("Opportunity"): "name",
    _("Account"): "account__name",
    _("City"): "account__city",
    _("Region"): "account__region",
    _("Country"): "account__country",
    _("Contact"): "contact__name",
    _("Partner"): "partner__name",
    _("Stage"): "stage_id",
    _("In stage since"): "stage_since",
    _("Probability, %"): "probability",
    _("Amount"): "amount",
    _("Currency"): "currency_id",
    _("Amount in the company currency"): "amount_company",
    _("Expected in the company currency"): "expected_company",
    _("Close date"): "close_date",
    _("Entered on"): "entered_on",
    _("Closed on"): "closed_on",
    _("Type"): "type",
    _("Source"): "source_id",
    _("Territory"): "territory__name",
    _("Next step"): "next_step",
    _("Primary"): "primary_person__name",
    _("Sales team"): "people",
}
# What a spreadsheet reads as the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Words:
    """The words for ids in a row, in the reader's language, and the decimals of amounts; read once for an export."""

    def __init__(self, stages: dict[int, ShownStage]) -> None:
        self.of = {
            "stage_id": {pk: stage.label for pk, stage in stages.items()},
            "source_id": {source.pk: source.label for source in Source.objects.with_labels()},
            "type": {value: str(label) for value, label in Opportunity.Type.choices},
        }
        self.decimals = dict(Currency.objects.values_list("code", "decimals"))
        self.company = Currency.objects.company().code

    def cells(self, values: tuple[Any, ...]) -> list[Cell]:
        """A row's cells, safe to be opened in a spreadsheet."""
        named = dict(zip(COLUMNS.values(), values, strict=True))
        currencies = dict.fromkeys(("amount_company", "expected_company"), self.company)
        currencies["amount"] = named["currency_id"]
        for name, currency in currencies.items():
            named[name] = rounded(named[name], self.decimals[currency])
        return [self._cell(name, value) for name, value in named.items()]

    def _cell(self, name: str, value: Any) -> Cell:
        if name in self.of:
            value = self.of[name].get(value, "")
        if name == "people":
            value = "; ".join(value)
        if isinstance(value, str):
            return safe(value)
        return value  # type: ignore[no-any-return]


def headings() -> list[str]:
    return [str(heading) for heading in COLUMNS]


def exported(rows: OpportunityQuerySet) -> OpportunityQuerySet:
    """Adds `people`, the names of the sales team in the order in which they came."""
    team = Member.objects.filter(opportunity_id=OuterRef("pk"), partner_id=OuterRef("partner_id")).order_by("pk")
    return rows.annotate(people=ArraySubquery(team.values("person__name")))


def safe(text: str) -> str:
    """Text that a spreadsheet shows as it is: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
