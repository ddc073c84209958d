"""How much people have to do: open opportunities, those that rules gave, and as workload rules weigh them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Sum, Value, When

from assignment import matching
from opportunities.models import Member, Opportunity
from prm.core.visibility import among

Weighings = Mapping[str, matching.Weighing]
"""Key of a load → how each opportunity counts in it."""
NOT_WEIGHED: Weighings = MappingProxyType({})
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class OpenLoad:
    """Of one person."""

    all: int
    by_rule: int
    weighed: Mapping[str, matching.Amount]


def open_load_of(person_id: int) -> tuple[int, int]:
    """Open opportunities of one person, and those of them that rules gave: one statement.

    Counted as in `open_memberships`, but from the person's own memberships, which are few.
    """
    theirs = Member.objects.filter(person_id=person_id)
    by_rule = Exists(theirs.filter(opportunity=OuterRef("pk"), how=Member.How.RULE))
    still_open = Opportunity.objects.valid().open().filter(among("id", theirs.values("opportunity_id")))
    counted = still_open.aggregate(all=Count("id"), by_rule=Count("id", filter=by_rule))
    return counted["all"], counted["by_rule"]


def open_memberships(people: Sequence[int], weighings: Weighings = NOT_WEIGHED) -> dict[int, OpenLoad]:
    """The load of those who have any: one statement, whatever is weighed.

    Not by joins: without fresh statistics, as in the middle of an import, they walk every pair of rows.
    """
    still_open = Opportunity.objects.valid().open().values("id")
    members = Member.objects.filter(among("opportunity_id", still_open), person_id__in=people)
    by_rule = Count("id", filter=Q(how=Member.How.RULE))
    weighed = {f"weighed_{place}": _weighed(weighing) for place, weighing in enumerate(weighings.values())}
    counted = members.values("person_id").annotate(all=Count("id"), by_rule=by_rule, **weighed)
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
    counts = Case(*cases, default=Value(HUNDREDTHS), output_field=IntegerField())
    of_member = Opportunity.objects.filter(pk=OuterRef("opportunity_id")).annotate(counts=counts)
    return Sum(Subquery(of_member.values("counts")))


def _fits(weight: matching.Weight) -> Q:
    if weight.stage:
        return Q(stage__code=weight.stage)
    found = Q()
    if weight.low is not None:
        found &= Q(amount_company__gte=_decimal(weight.low))
    return found if weight.high is None else found & Q(amount_company__lte=_decimal(weight.high))


def _decimal(amount: matching.Amount) -> Decimal:
    exact = Fraction(amount)
    return Decimal(exact.numerator) / Decimal(exact.denominator)
