from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F

from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import LossReason, Opportunity, OpportunityHistory, OpportunityState, RevenueLine, Stage
from opportunities.stages.actions import Changed, missing_fields, move_stage
from prm.catalog.models import ExchangeRate
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import ROUTER, TABLET, TODAY, Scene


def stage(code: str) -> Stage:
    with acting_as(SYSTEM):
        return Stage.objects.get(code=code)


def move(scene: Scene, opportunity: Opportunity, code: str, who: str = "pat", **filled: Any) -> bool:
    """Move as somebody who looks at the newest version, unless another is given."""
    target, actor = stage(code), scene.actor(who)
    with acting_as(actor):
        page = seen(opportunity, actor)
        return move_stage(page, actor=actor, stage=target, **{"version": page.version} | filled)


def stored(opportunity: Opportunity) -> Opportunity:
    with acting_as(SYSTEM):
        return Opportunity.objects.select_related("stage", "loss_reason").get(pk=opportunity.pk)


def history(opportunity: Opportunity) -> list[dict[str, Any]]:
    with acting_as(SYSTEM):
        rows = OpportunityHistory.objects.of(opportunity).filter(verb="stage.moved").order_by("id")
        return [row.parameters | {"person": row.person_id} for row in rows]


def test_what_a_move_changes(scene: Scene) -> None:
    days = {"entered_on": TODAY - timedelta(days=12), "stage_since": TODAY - timedelta(days=12)}
    opportunity = entered(scene, "pat", amount=Decimal("1000"), **days)
    assert move(scene, opportunity, "proposal") is True
    row = stored(opportunity)
    assert (row.stage.code, row.stage_since, row.probability, row.version) == ("proposal", TODAY, 50, 2)
    assert (row.expected_company, row.closed_on, row.amount) == (500, None, 1000)
    assert history(row) == [
        {"before": "prospecting", "after": "proposal", "days": 12, "person": scene.people["pat"].pk}
    ]


def test_states_form_a_chain_without_gaps(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal("1000"))
    for code in ("proposal", "negotiation", "won"):
        move(scene, opportunity, code)
    with acting_as(SYSTEM):
        states = list(OpportunityState.objects.of(opportunity).select_related("stage").order_by("since"))
    assert [state.stage.code for state in states] == ["prospecting", "proposal", "negotiation", "won"]
    assert [state.probability for state in states] == [10, 50, 75, 100]
    assert [state.until for state in states[:-1]] == [state.since for state in states[1:]]
    assert states[-1].until is None


def test_the_same_stage_again_is_a_friendly_nothing(scene: Scene) -> None:
    opportunity = entered(scene, "pat")
    assert move(scene, opportunity, "prospecting", version=99) is False
    assert (stored(opportunity).version, history(opportunity)) == (1, [])


def test_winning_and_reopening(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal("10"))
    move(scene, opportunity, "won")
    assert (stored(opportunity).closed_on, stored(opportunity).expected_company) == (TODAY, 10)
    move(scene, opportunity, "negotiation")
    assert (stored(opportunity).closed_on, stored(opportunity).probability) == (None, 75)


def test_losing_keeps_the_reason_until_it_is_reopened(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal("10"))
    with acting_as(SYSTEM):
        price = LossReason.objects.get(code="price")
    move(scene, opportunity, "lost", loss_reason=price, competitor="Rival")
    row = stored(opportunity)
    assert (row.loss_reason, row.competitor, row.expected_company, row.closed_on) == (price, "Rival", 0, TODAY)
    assert history(row)[0]["loss_reason"] == "price"
    move(scene, opportunity, "proposal")
    assert (stored(opportunity).loss_reason, stored(opportunity).competitor) == (None, "Rival")


def test_the_lines_follow(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=[(ROUTER, "1", "0.25"), (TABLET, "1", "0.25")])
    move(scene, opportunity, "proposal")
    with acting_as(SYSTEM):
        lines = list(RevenueLine.objects.of(opportunity))
    assert {(line.stage_id, line.probability, line.version) for line in lines} == {(stage("proposal").pk, 50, 2)}
    assert [line.expected_company for line in lines] == [Decimal("0.12"), Decimal("0.12")]
    assert stored(opportunity).expected_company == Decimal("0.24")


@pytest.mark.parametrize(
    ("required", "fields", "missing"),
    [
        (["amount"], {}, ["amount"]),
        (["amount"], {"amount": Decimal("0.01")}, []),
        (["amount", "lines"], {"lines": [(ROUTER, "1", "5")]}, []),
        (["lines"], {"amount": Decimal(5)}, ["lines"]),
        (["contact"], {}, ["contact"]),
        (["contact"], {"account": NewAccount("A"), "contact": NewContact("Zoë")}, []),
        (["next_step", "description", "competitor"], {"description": "All"}, ["next_step", "competitor"]),
        (["loss_reason"], {}, ["loss_reason"]),
        ([], {}, []),
    ],
)
def test_what_a_stage_asks_for(scene: Scene, required: list[str], fields: dict[str, Any], missing: list[str]) -> None:
    opportunity = entered(scene, "pat", **fields)
    with acting_as(SYSTEM):
        Stage.objects.filter(code="negotiation").update(required_fields=required)
        assert missing_fields(opportunity, Stage.objects.get(code="negotiation"), {}) == missing
    if not missing:
        assert move(scene, opportunity, "negotiation") is True
        return
    with pytest.raises(ValidationError) as refused:
        move(scene, opportunity, "negotiation")
    assert refused.value.message_dict == {name: ["Negotiation asks for this. Fill it in."] for name in missing}
    assert stored(opportunity).stage.code == "prospecting"


@pytest.mark.parametrize("empty", [None, "", Decimal(0)])
def test_an_empty_value_fills_nothing(scene: Scene, empty: object) -> None:
    opportunity = entered(scene, "pat")
    with pytest.raises(ValidationError) as refused:
        move(scene, opportunity, "proposal", amount=empty)
    assert list(refused.value.message_dict) == ["amount"]


def test_an_amount_typed_on_the_way_is_converted_and_rounded(scene: Scene) -> None:
    opportunity = entered(scene, "pat", currency="JPY")
    move(scene, opportunity, "proposal", amount=Decimal("1000.5"))
    row = stored(opportunity)
    assert (row.amount, row.amount_company, row.expected_company, row.amount_typed) == (
        Decimal(1000), Decimal("6.60"), Decimal("3.30"), True,
    )  # fmt: skip


@pytest.mark.parametrize(("rate", "amount"), [(None, "5"), ("1000", "99999999999999")])
def test_an_amount_that_cannot_be_converted(scene: Scene, rate: str | None, amount: str) -> None:
    opportunity = entered(scene, "pat", currency="EUR")
    with acting_as(SYSTEM):
        rates = ExchangeRate.objects.filter(currency="EUR")
        rates.update(rate=Decimal(rate)) if rate else rates.delete()
    with pytest.raises(ValidationError) as refused:
        move(scene, opportunity, "proposal", amount=Decimal(amount))
    assert list(refused.value.message_dict) == ["amount"]


def test_other_fields_are_never_filled_on_the_way(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(5))
    move(scene, opportunity, "proposal", name="Taken over", partner_id=1, restricted=True)
    row = stored(opportunity)
    assert (row.name, row.partner_id, row.restricted) == ("Deal of pat", opportunity.partner_id, False)


def test_the_second_of_two_is_told_and_changes_nothing(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(5), lines=[(ROUTER, "1", "5")])
    move(scene, opportunity, "proposal", who="pam")
    with pytest.raises(Changed):
        move(scene, opportunity, "negotiation", version=1, next_step="Mine")
    row = stored(opportunity)
    assert (row.stage.code, row.next_step, row.version, len(history(row))) == ("proposal", "", 2, 1)


MOVES = {"eve": False, "dana": False, "abe": True, "bea": True, "cem": True, "ada": True}


@pytest.mark.parametrize(("who", "allowed"), MOVES.items())
def test_who_may_move(scene: Scene, who: str, allowed: bool) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(5), people=["abe"])
    if allowed:
        assert move(scene, opportunity, "proposal", who=who) is True
        assert history(opportunity)[0]["person"] == scene.people[who].pk
        return
    with pytest.raises(PermissionDenied):
        move(scene, opportunity, "proposal", who=who)
    assert stored(opportunity).version == 1


def test_a_deal_entered_for_later_is_not_closed_before_it_was_entered(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(5))
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=opportunity.pk).update(entered_on=F("entered_on") + timedelta(days=1))
    move(scene, opportunity, "won")
    assert stored(opportunity).closed_on == TODAY + timedelta(days=1)
