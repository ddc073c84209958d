from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.models import Opportunity, OpportunityHistory, OpportunityState, RevenueLine
from opportunities.revenue.actions import (
    LineValues,
    add_line,
    change_line,
    copy_line,
    remove_line,
    restore_line,
    shift_line,
)
from opportunities.stages.actions import Changed
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.revenue.lines import line_of, values_of
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, TABLET, TODAY, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"])


def stored(deal: Opportunity) -> Opportunity:
    found: Opportunity = Opportunity.objects.get(pk=deal.pk)
    return found


def products(deal: Opportunity) -> list[str]:
    return [line.product.name for line in RevenueLine.objects.of(deal).kept().select_related("product")]


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_add_a_line(scene: Scene, deal: Opportunity, who: str) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        if who not in {"pat", "pam", "abe", "bea", "cem", "ada"}:
            mine = Opportunity.objects.visible_to(actor).for_page(actor).filter(pk=deal.pk).first()
            if mine is not None:
                with pytest.raises(PermissionDenied):
                    add_line(mine, actor=actor, values=values_of(scene, deal))
            return
        line = add_line(seen(deal, actor), actor=actor, values=values_of(scene, deal))
        assert (line.partner_id, line.amount, stored(deal).amount) == (deal.partner_id, 200, 200)


amounts = st.decimals(min_value=0, max_value=10**6, places=2)
lines = st.tuples(
    st.decimals(min_value=Decimal("0.01"), max_value=10**4, places=2),
    amounts,
    st.decimals(min_value=0, max_value=100, places=2),
    st.integers(min_value=0, max_value=100),
)
CENT = Decimal("0.01")


@given(
    changes=st.lists(st.tuples(st.sampled_from("arc"), lines), min_size=1, max_size=8),
    currency=st.sampled_from(["USD", "EUR"]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_amount_is_always_the_sum(
    scene: Scene, changes: list[tuple[str, tuple[Decimal, Decimal, Decimal, int]]], currency: str
) -> None:
    deal = entered(scene, "pat", currency=currency)
    rate = {"USD": Decimal(1), "EUR": Decimal("1.10")}[currency]
    model: list[tuple[RevenueLine, Decimal, Decimal, Decimal]] = []
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        for what, (quantity, price, discount, probability) in changes:
            wanted = values_of(
                scene, deal, quantity=quantity, unit_price=price, discount=discount, probability=probability
            )
            amount = (quantity * price * (100 - discount) / 100).quantize(CENT, ROUND_HALF_EVEN)
            company = (amount * rate).quantize(CENT, ROUND_HALF_EVEN)
            expected = (company * probability / 100).quantize(CENT, ROUND_HALF_EVEN)
            if what == "a" or not model:
                model.append((add_line(opportunity, actor=SYSTEM, values=wanted), amount, company, expected))
            elif what == "r":
                remove_line(opportunity, model.pop()[0], actor=SYSTEM)
            else:
                line = RevenueLine.objects.get(pk=model[0][0].pk)
                change_line(opportunity, line, actor=SYSTEM, version=line.version, values=wanted)
                model[0] = (line, amount, company, expected)
            now = stored(deal)
            found = (now.amount, now.amount_company, now.expected_company)
            assert found == tuple(sum((row[place] for row in model), Decimal(0)) for place in (1, 2, 3))
            last = OpportunityState.objects.of(deal).get(until=None)
            assert last.amount_company == now.amount_company


def test_two_people_who_change_one_line(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    wanted = values_of(scene, deal, quantity=Decimal(5))
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        assert change_line(opportunity, line, actor=SYSTEM, version=1, values=wanted)
        assert not change_line(opportunity, line, actor=SYSTEM, version=1, values=wanted)
        with pytest.raises(Changed):
            change_line(opportunity, line, actor=SYSTEM, version=1, values=replace(wanted, quantity=Decimal(9)))
        assert stored(deal).amount == 500


def test_a_line_removed_while_somebody_typed_comes_back_with_what_they_typed(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    wanted = values_of(scene, deal, quantity=Decimal(5))
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        assert remove_line(opportunity, line, actor=SYSTEM)
        assert not remove_line(opportunity, line, actor=SYSTEM)
        assert (stored(deal).amount, stored(deal).amount_typed) == (0, False)
        with pytest.raises(Changed):
            change_line(opportunity, line, actor=SYSTEM, version=1, values=wanted)
        assert change_line(opportunity, line, actor=SYSTEM, version=2, values=wanted)
        assert (stored(deal).amount, products(deal)) == (500, [ROUTER])


def test_put_back(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        assert not restore_line(opportunity, line, actor=SYSTEM)
        remove_line(opportunity, line, actor=SYSTEM)
        assert restore_line(opportunity, line, actor=SYSTEM)
        assert stored(deal).amount == 200


def test_order_and_copies(scene: Scene, deal: Opportunity) -> None:
    made = [line_of(scene, deal, product=name) for name in (ROUTER, TABLET, SERVER)]
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        assert shift_line(opportunity, made[2], actor=SYSTEM, up=True)
        assert products(deal) == [ROUTER, SERVER, TABLET]
        assert not shift_line(opportunity, made[0], actor=SYSTEM, up=True)
        assert not shift_line(opportunity, made[1], actor=SYSTEM, up=False)
        copy_line(opportunity, made[0], actor=SYSTEM)
        assert products(deal) == [ROUTER, ROUTER, SERVER, TABLET]
        assert stored(deal).amount == 800


def test_what_is_settled_does_not_move(scene: Scene) -> None:
    won = entered(scene, "pat", stage="won", lines=[(ROUTER, "1", "100")])
    pat = scene.actor("pat")
    with acting_as(pat), pytest.raises(PermissionDenied):
        add_line(seen(won, pat), actor=pat, values=values_of(scene, won))


def test_it_is_closed_between_page_and_save(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        opportunity = seen(deal, SYSTEM)
        Opportunity.objects.filter(pk=deal.pk).update(entered_in_error=True)
        with pytest.raises(PermissionDenied):
            add_line(opportunity, actor=SYSTEM, values=values_of(scene, deal))


@pytest.mark.parametrize(
    ("currency", "changes"),
    [
        ("GBP", {}),
        ("KWD", {"quantity": Decimal(10**9), "unit_price": Decimal(10**5)}),
        ("USD", {"quantity": Decimal(10**9), "unit_price": Decimal(10**5)}),
    ],
)
def test_what_cannot_be_counted_is_refused_at_the_price(
    scene: Scene, deal: Opportunity, currency: str, changes: dict[str, Decimal]
) -> None:
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(currency=currency)
        with pytest.raises(ValidationError) as refused:
            add_line(seen(deal, SYSTEM), actor=SYSTEM, values=values_of(scene, deal, **changes))
        assert "unit_price" in refused.value.message_dict


def test_a_line_of_the_future_counts_at_the_rate_of_today(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR")
    line = line_of(scene, deal, date=TODAY + timedelta(days=400))
    assert line.amount_company == 220


def test_history_tells_what_changed(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    wanted: LineValues = values_of(scene, deal, quantity=Decimal(5), upside="up")
    with acting_as(SYSTEM):
        change_line(seen(deal, SYSTEM), line, actor=SYSTEM, version=1, values=wanted)
        told = OpportunityHistory.objects.of(deal).get(verb="revenue.line_changed").parameters
    assert told["changes"] == {"quantity": ["2.00", "5.00"], "upside": ["", "up"]}
    assert (told["product"], told["amount"], told["currency"]) == (ROUTER, "500.00", "USD")
