from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from opportunities.models import Opportunity, OpportunityHistory, OpportunityState, RevenueLine
from opportunities.rates import actions
from opportunities.rates.actions import Correction, recompute_amounts
from prm.catalog.actions import remove_from_catalog, save_to_catalog
from prm.catalog.models import ExchangeRate
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import LONG_AGO, ROUTER, TABLET, TODAY, Scene

pytestmark = pytest.mark.django_db
LINES = [(ROUTER, "2", "100"), (TABLET, "1", "40")]


def correct(rate: str, day: Any = LONG_AGO, currency: str = "EUR") -> None:
    """What an administrator does, and what the worker does then."""
    with acting_as(SYSTEM):
        row = ExchangeRate.objects.filter(currency_id=currency, day=day).first()
        row = row or ExchangeRate(currency_id=currency, day=day)
        row.rate = Decimal(rate)
        save_to_catalog(row, actor=SYSTEM)
    while work_all():
        pass


def amounts(deal: Opportunity) -> tuple[Decimal, Decimal]:
    with acting_as(SYSTEM):
        stored = Opportunity.objects.get(pk=deal.pk)
        return stored.amount_company, stored.expected_company


def states(deal: Opportunity) -> list[tuple[Decimal, bool]]:
    with acting_as(SYSTEM):
        rows = OpportunityState.objects.filter(opportunity=deal.pk).order_by("since", "pk")
        return [(state.amount_company, state.until is None) for state in rows]


def test_deal_lines_state_and_history_follow_the_corrected_rate(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", lines=LINES)
    assert amounts(deal)[0] == Decimal("264")
    correct("1.2")
    company, expected = amounts(deal)
    assert company == Decimal("288")
    assert expected == company * deal.probability / 100
    with acting_as(SYSTEM):
        lines = list(RevenueLine.objects.filter(opportunity=deal.pk).order_by("position"))
        assert [line.amount_company for line in lines] == [Decimal(240), Decimal(48)]
        assert sum(line.expected_company for line in lines) == expected
        told = OpportunityHistory.objects.get(opportunity=deal.pk, verb="rate.corrected")
    assert (told.person, told.parameters["currency"]) == (None, "EUR")
    assert states(deal) == [(Decimal(264), False), (Decimal(288), True)]


def test_typed_amount_follows_as_well(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    correct("1.25")
    assert amounts(deal)[0] == Decimal(1250)


def test_version_stays_so_that_no_open_form_is_refused(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    correct("1.25")
    with acting_as(SYSTEM):
        assert Opportunity.objects.get(pk=deal.pk).version == deal.version


def test_other_currencies_and_other_days_stay(scene: Scene) -> None:
    dollars = entered(scene, "pat", amount=Decimal(1000))
    closed = {"closed_on": TODAY - timedelta(days=100), "stage": "won", "entered_on": TODAY - timedelta(days=200)}
    before = entered(scene, "pat", currency="EUR", amount=Decimal(1000), **closed)
    now = entered(scene, "pia", currency="EUR", amount=Decimal(1000))
    correct("1.4", day=TODAY - timedelta(days=10))
    assert [amounts(deal)[0] for deal in (dollars, before, now)] == [Decimal(1000), Decimal(1100), Decimal(1400)]
    assert len(states(before)) == len(set(states(before)))


def test_rate_that_begins_later_changes_nothing(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    correct("1.4", day=TODAY + timedelta(days=5))
    assert amounts(deal)[0] == Decimal(1100)


def test_removed_rate_gives_way_to_the_one_before(scene: Scene) -> None:
    correct("1.4", day=TODAY - timedelta(days=10))
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    with acting_as(SYSTEM):
        remove_from_catalog(ExchangeRate.objects.get(rate=Decimal("1.4")), actor=SYSTEM)
    work_all()
    assert amounts(deal)[0] == Decimal(1100)


def test_first_rate_removed_leaves_amounts(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    with acting_as(SYSTEM):
        remove_from_catalog(ExchangeRate.objects.get(currency_id="EUR"), actor=SYSTEM)
    work_all()
    assert amounts(deal)[0] == Decimal(1100)


def test_corrections_in_a_row_end_at_the_last(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    with acting_as(SYSTEM):
        row = ExchangeRate.objects.get(currency_id="EUR")
        for rate in ("1.2", "1.3"):
            row.rate = Decimal(rate)
            save_to_catalog(row, actor=SYSTEM)
    work_all()
    assert amounts(deal)[0] == Decimal(1300)


def test_deal_of_a_later_month_with_an_equal_rate_is_left_alone(scene: Scene) -> None:
    """All rates of a year are entered before the first deal, as in the demo; two of them are the same."""
    with acting_as(SYSTEM):
        for days, rate in ((300, "1.3"), (200, "1.2"), (100, "1.3")):
            row = ExchangeRate(currency_id="EUR", day=TODAY - timedelta(days=days), rate=Decimal(rate))
            save_to_catalog(row, actor=SYSTEM)
    deal = entered(scene, "pat", currency="EUR", lines=LINES)
    typed = entered(scene, "pat", currency="EUR", amount=Decimal(1000))
    while work_all():
        pass
    assert states(deal) == [(Decimal(312), True)]
    assert states(typed) == [(Decimal(1300), True)]


def test_many_are_done_in_chunks(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.recompute_amounts.__wrapped__, "__kwdefaults__", {"after": 0, "chunk": 2})
    deals = [entered(scene, "pat", currency="EUR", amount=Decimal(1000)) for _ in range(5)]
    correct("1.2")
    assert {amounts(deal)[0] for deal in deals} == {Decimal(1200)}
    with acting_as(SYSTEM):
        assert OutboxEvent.objects.filter(event="RateCorrected", state="done").count() == 3


def test_only_the_system_recomputes(scene: Scene) -> None:
    correction = Correction("EUR", Decimal("1.1"), LONG_AGO)
    actor = scene.actor("ada")
    with acting_as(actor), pytest.raises(PermissionDenied):
        recompute_amounts(correction, actor=actor)
