from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import LossReason, Stage
from opportunities.stages.forms import MoveForm
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene

BOTH = {"stage": "negotiation", "version": "1"}
EVERY = ["amount", "contact", "next_step", "description", "competitor", "loss_reason", "lines"]


@pytest.fixture
def pat(scene: Scene) -> Actor:
    """Pat, where Negotiation asks for everything that a stage can ask for."""
    with acting_as(SYSTEM):
        Stage.objects.filter(code="negotiation").update(required_fields=EVERY)
    return scene.actor("pat")


def form(scene: Scene, actor: Actor, data: Any = None, code: str = "negotiation", **fields: Any) -> MoveForm:
    opportunity = entered(scene, "pat", **fields)
    with acting_as(actor):
        stage = Stage.objects.with_labels().get(code=code)
        made = MoveForm(data, opportunity=seen(opportunity, actor), stage=stage, actor=actor)
        made.is_valid()
        return made


def test_it_asks_for_what_the_stage_needs_and_the_deal_lacks(scene: Scene, pat: Actor) -> None:
    assert list(form(scene, pat).fields) == [
        "stage", "version", "amount", "next_step", "description", "competitor", "loss_reason",
    ]  # fmt: skip
    known = form(scene, pat, amount=Decimal(5), next_step="Call", competitor="Rival", loss_reason="price")
    assert list(known.fields) == ["stage", "version", "description"]


def test_a_contact_is_asked_for_where_one_is_known(scene: Scene, pat: Actor) -> None:
    account = NewAccount("Ashgrove")
    first = entered(scene, "pat", account=account, contact=NewContact("Zoë"))
    assert "contact" in form(scene, pat, account=first.account_id).fields
    assert "contact" not in form(scene, pat, account=NewAccount("Elsewhere")).fields


def test_losing_always_offers_to_name_the_competitor(scene: Scene, pat: Actor) -> None:
    asked = form(scene, pat, code="lost", competitor="Rival")
    assert list(asked.fields) == ["stage", "version", "loss_reason", "competitor"]
    assert (asked.fields["loss_reason"].required, asked.fields["competitor"].required) == (True, False)
    assert asked.fields["competitor"].initial == "Rival"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"amount": ""}, "amount", "This is needed. Fill it in."),
        ({"amount": "-1"}, "amount", "An amount is 0 or more."),
        ({"amount": "100000000000000"}, "amount", "An amount has at most 14 digits before the point."),
        ({"amount": "much"}, "amount", "This is not a number. Write it in digits."),
        ({"next_step": "x" * 201}, "next_step", "the most are 200"),
        ({"competitor": "x" * 121}, "competitor", "the most are 120"),
        ({"loss_reason": "luck"}, "loss_reason", "not among the choices"),
        ({"version": "new"}, "version", "This is not a whole number. Write it in digits."),
        ({"version": ""}, "version", "This is needed. Fill it in."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    scene: Scene, pat: Actor, changes: dict[str, str], field: str, message: str
) -> None:
    right = {"amount": "5", "next_step": "Call", "description": "All", "competitor": "Rival", "loss_reason": "price"}
    found = form(scene, pat, BOTH | right | changes)
    assert list(found.errors) == [field]
    assert message in found.errors[field][0]


def test_reasons_out_of_use_are_not_offered(scene: Scene, pat: Actor) -> None:
    with acting_as(SYSTEM):
        LossReason.objects.filter(code="price").update(active=False)
    asked = form(scene, pat, BOTH | {"loss_reason": "price"}, code="lost")
    assert "loss_reason" in asked.errors
