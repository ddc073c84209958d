"""Opportunities as the engine reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assignment import matching
from assignment.people import territories_above
from opportunities.models import HelpRequest, Member, Opportunity, RevenueLine

Attributes = dict[str, tuple[matching.Fact, ...]]


def opportunity_facts(opportunities: Sequence[Opportunity]) -> list[matching.Opportunity]:
    """The facts of a chunk in its order: four statements whatever its size.

    Values are names of products, lines, territories, industries and partners, and codes of stages, sources, types,
    kinds of help and tiers. Amounts are in the company currency.
    """
    ids = [row.pk for row in opportunities]
    lines: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    kept = RevenueLine.objects.kept().filter(opportunity_id__in=ids)
    for pk, product, product_line in kept.values_list("opportunity_id", "product__name", "product__line__name"):
        lines[pk].append((product, product_line))
    helps: defaultdict[int, list[str]] = defaultdict(list)
    for pk, kind in HelpRequest.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "kind"):
        helps[pk].append(kind)
    teams: defaultdict[int, list[matching.TeamMember]] = defaultdict(list)
    for pk, person, how in Member.objects.filter(opportunity_id__in=ids).values_list(
        "opportunity_id", "person_id", "how"
    ):
        teams[pk].append(matching.TeamMember(person, by_rule=how == Member.How.RULE))
    above = territories_above()
    return [_facts(row, lines[row.pk], helps[row.pk], teams[row.pk], above) for row in opportunities]


def _facts(
    row: Opportunity,
    lines: list[tuple[str, str]],
    helps: list[str],
    team: list[matching.TeamMember],
    above: dict[int, tuple[str, ...]],
) -> matching.Opportunity:
    territories = above[row.territory_id] if row.territory_id else ()
    attributes: Attributes = {
        "territory": territories,
        "product": tuple(dict.fromkeys(product for product, _ in lines)),
        "product_line": tuple(dict.fromkeys(line for _, line in lines)),
        "help": tuple(helps),
    }
    return matching.Opportunity(
        key=row.key,
        attributes=attributes | _deal(row) | _place(row),
        lines=tuple({"product": product, "product_line": line} for product, line in lines),
        partner=row.partner_id,
        channel_manager=row.partner.channel_manager_id,
        territory=territories[0] if territories else None,
        closed=not row.stage.is_open,
        team=tuple(team),
        lead_by_hand=None,
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
        "partner_tier": _known(row.partner.tier),
        "partner_type": _known(row.partner.type),
    }


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
