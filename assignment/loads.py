"""How much people have to do: open opportunities, those that rules gave, and as workload rules weigh them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When

from assignment import matching
from opportunities.models import Member, Opportunity

Weighings = Mapping[str, matching.Weighing]
"""Key of a load → how each opportunity counts in it."""
NOT_WEIGHED: Weighings = MappingProxyType({})
HUNDREDTHS = 100
BY_RULE = Count("how", filter=Q(how=Member.How.RULE))


@dataclass(frozen=True, slots=True)
class OpenLoad:
    """Of one person."""

    all: int
    by_rule: int
    weighed: Mapping[str, matching.Amount]


def open_load_of(person_id: int) -> tuple[int, int]:
    """Open opportunities of one person, and those of them that rules gave: one statement."""
    counted = Member.objects.still_open([person_id]).aggregate(all=Count("*"), by_rule=BY_RULE)
    return counted["all"], counted["by_rule"]


def open_memberships(people: Sequence[int], weighings: Weighings = NOT_WEIGHED) -> dict[int, OpenLoad]:
    """The load of those who have any: one statement, from an index alone while nothing is weighed."""
    weighed = {f"weighed_{place}": _weighed(weighing) for place, weighing in enumerate(weighings.values())}
    members = Member.objects.still_open(people).values("person_id")
    counted = members.annotate(all=Count("*"), by_rule=BY_RULE, **weighed)
    return {row["person_id"]: _load(row, weighings) for row in counted}


def weights_of(opportunity: Opportunity, weighings: Weighings) -> dict[str, matching.Amount]:
    """What an open opportunity adds to each load of whoever is on its team; its stage is fetched."""
    amount, stage = opportunity.amount_company, opportunity.stage.code
    weighed = {key: weighing.weight_of(amount, stage) for key, weighing in weighings.items()}
    return {"open_opportunities": 1, **weighed}


def _load(row: Mapping[str, Any], weighings: Weighings) -> OpenLoad:
    sums = {key: Fraction(row[f"weighed_{place}"], HUNDREDTHS) for place, key in enumerate(weighings)}
    weighed = {key: amount.numerator if amount.denominator == 1 else amount for key, amount in sums.items()}
    return OpenLoad(row["all"], row["by_rule"], weighed)


def _weighed(weighing: matching.Weighing) -> Sum:
    """The sum over a person's memberships, exact in hundredths."""
    cases = [When(_fits(weight), then=Value(int(weight.counts * HUNDREDTHS))) for weight in weighing.weights]
    return Sum(Case(*cases, default=Value(HUNDREDTHS), output_field=IntegerField()))


def _fits(weight: matching.Weight) -> Q:
    if weight.stage:
        return Q(opportunity__stage__code=weight.stage)
    found = Q()
    if weight.low is not None:
        found &= Q(opportunity__amount_company__gte=_decimal(weight.low))
    return found if weight.high is None else found & Q(opportunity__amount_company__lte=_decimal(weight.high))


def _decimal(amount: matching.Amount) -> Decimal:
    exact = Fraction(amount)
    return Decimal(exact.numerator) / Decimal(exact.denominator)
