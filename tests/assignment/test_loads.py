"""Loads that the database sums are those of the engine's own weights."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment.loads import OpenLoad, open_memberships, weights_of
from assignment.matching import Weighing, Weight, WeightedBy
from assignment.people import load_standings
from assignment.teams import teams_of
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

BANDS = Weighing(
    WeightedBy.AMOUNT,
    (Weight(Fraction(1, 2), low=1, high=1000), Weight(3, low=Fraction("5000.5")), Weight(Fraction("0.25"), high=0)),
)
STAGES = Weighing(WeightedBy.STAGE, (Weight(0, "qualification"), Weight(Fraction("2.75"), "proposal")))
WEIGHINGS = {"amount": BANDS, "stage": STAGES}
AMOUNTS = (None, "0.01", "1000", "1000.01", "5000.49", "5000.5", "999999")


def deals(scene: Scene) -> list[Opportunity]:
    """Abe's, one of them won and one a mistake, which do not count."""
    for amount in AMOUNTS:
        entered(
            scene, "abe", amount=Decimal(amount) if amount else None, stage="proposal" if amount else "qualification"
        )
    entered(scene, "abe", stage="won", amount=Decimal(9))
    wrong = entered(scene, "abe", amount=Decimal(9))
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
        return list(Opportunity.objects.valid().open().select_related("stage"))


def test_the_sum_is_that_of_each_deals_weight_in_one_statement(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    abe, found = scene.people["abe"].pk, deals(scene)
    told = [weights_of(deal, WEIGHINGS) for deal in found]
    with acting_as(SYSTEM), django_assert_num_queries(1):
        load = open_memberships([abe], WEIGHINGS)
    assert load == {
        abe: OpenLoad(7, 0, {key: sum((Fraction(one[key]) for one in told), start=Fraction(0)) for key in WEIGHINGS})
    }
    assert load[abe].weighed == {"amount": Fraction("9.75"), "stage": Fraction("16.5")}


def test_standings_have_a_load_of_each_kind_for_everybody(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deals(scene)
    with acting_as(SYSTEM):
        load_standings(timezone.now())
        with django_assert_num_queries(4):
            standings = load_standings(timezone.now(), WEIGHINGS)
    assert dict(standings[scene.people["ivo"].pk].load) == {"open_opportunities": 0, "amount": 0, "stage": 0}
    assert set(standings[scene.people["abe"].pk].load) == {"open_opportunities", "amount", "stage"}


def test_what_a_team_has_of_the_opportunity_itself_is_weighed_alike(scene: Scene) -> None:
    deal = entered(scene, "abe", amount=Decimal(5001), stage="proposal")
    with acting_as(SYSTEM):
        row = Opportunity.objects.select_related("stage").get(pk=deal.pk)
        (abe,) = teams_of([row], WEIGHINGS)[deal.pk]["team"]
    assert dict(abe.counted_load) == {"open_opportunities": 1, "amount": 3, "stage": Fraction("2.75")}
