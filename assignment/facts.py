"""Opportunities as the engine reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assignment import matching
from assignment.loads import NOT_WEIGHED, Weighings
from assignment.people import territories_above
from assignment.teams import account_teams, teams_of
from opportunities.models import HelpRequest, Opportunity, RevenueLine
from prm.directory.models import Organization

Attributes = dict[str, tuple[matching.Fact, ...]]
Line = dict[str, matching.Fact]


def opportunity_facts(
    opportunities: Sequence[Opportunity], weighings: Weighings = NOT_WEIGHED
) -> list[matching.Opportunity]:
    """The facts of a chunk in its order: four statements whatever its size, one more each where
    there are customers and where rules gave people before.

    Values are names of products, lines, territories, industries and partners, and codes of stages, sources, types,
    kinds of help and tiers. Amounts, those of revenue lines too, are in the company currency.
    """
    ids = [row.pk for row in opportunities]
    lines = _lines(ids)
    helps: defaultdict[int, list[str]] = defaultdict(list)
    for pk, kind in HelpRequest.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "kind"):
        helps[pk].append(kind)
    teams = teams_of(opportunities, weighings)
    colleagues = account_teams(opportunities)
    above = territories_above()
    return [
        replace(_facts(row, lines[row.pk], helps[row.pk], above), account_team=colleagues[row.pk], **teams[row.pk])
        for row in opportunities
    ]


def _lines(ids: Sequence[int]) -> defaultdict[int, list[Line]]:
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    kept = RevenueLine.objects.kept().filter(opportunity_id__in=ids).order_by("position", "pk")
    names = ("product__name", "product__line__name", "amount_company")
    for pk, product, product_line, amount in kept.values_list("opportunity_id", *names):
        lines[pk].append({"product": product, "product_line": product_line, "amount": amount})
    return lines


def _facts(
    row: Opportunity, lines: list[Line], helps: list[str], above: dict[int, tuple[str, ...]]
) -> matching.Opportunity:
    territories = above[row.territory_id] if row.territory_id else ()
    attributes: Attributes = {
        "territory": territories,
        "product": tuple(dict.fromkeys(line["product"] for line in lines)),
        "product_line": tuple(dict.fromkeys(line["product_line"] for line in lines)),
        "help": tuple(helps),
    }
    return matching.Opportunity(
        key=row.key,
        attributes=attributes | _deal(row) | _place(row),
        lines=tuple(lines),
        partner=row.partner_id,
        channel_manager=row.partner.channel_manager_id,
        territory=territories[0] if territories else None,
        closed=not row.stage.is_open,
        direct=_is_direct(row),
    )


def _deal(row: Opportunity) -> Attributes:
    """What kind of deal it is, and whose."""
    return {
        "amount": (row.amount_company,),
        "stage": (row.stage.code,),
        "source": _known(row.source.code if row.source else ""),
        "type": (row.type,),
        "currency": (row.currency_id,),
        "partner": (row.partner.name,),
        "partner_tier": () if _is_direct(row) else _known(row.partner.tier),
        "partner_type": () if _is_direct(row) else _known(row.partner.type),
    }


def _is_direct(row: Opportunity) -> bool:
    """Whether the brand owner sells it alone, who has neither tier nor type of a partner."""
    return row.partner.kind == Organization.Kind.BRAND_OWNER


def _place(row: Opportunity) -> Attributes:
    """Where the customer is and what it does."""
    account = row.account
    if account is None:
        return {}
    employees: tuple[matching.Fact, ...] = () if account.employees is None else (account.employees,)
    return {
        "country": _known(account.country),
        "region": _known(account.region),
        "postal_code": _known(account.postal_code),
        "industry": _known(account.industry),
        "employees": employees,
    }


def _known(value: str) -> tuple[matching.Fact, ...]:
    return (value,) if value else ()
