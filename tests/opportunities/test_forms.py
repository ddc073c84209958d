from __future__ import annotations

import pytest

from opportunities.entry.actions import enter_opportunities
from opportunities.forms import requirable_fields
from opportunities.models import Stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import errors_in, page, rows, save
from tests.cast import World


def stage(**wanted: str) -> Stage:
    with acting_as(SYSTEM):
        return Stage.objects.filter(**wanted)[0]


def test_what_a_stage_can_ask_for_is_in_words() -> None:
    assert ("lines", "Revenue lines") in requirable_fields()
    assert ("loss_reason", "Loss reason") in requirable_fields()
    assert [name for name, _words in requirable_fields()] == list(Stage.REQUIRABLE)


@pytest.mark.parametrize("outcome", ["open", "won", "lost"])
def test_last_stage_of_an_outcome_stays_in_use(world: World, outcome: str) -> None:
    last = stage(outcome=outcome)
    with acting_as(SYSTEM):
        Stage.objects.filter(outcome=outcome).exclude(pk=last.pk).update(active=False)
    message = f"This is the last stage in use with the outcome “{outcome}”. Add another one first."
    response = save(world.client("ada"), page(Stage, "change", last.pk), active=None)
    assert errors_in(response) == {"active": [message]}


def test_stage_in_use_keeps_its_outcome(world: World) -> None:
    entry = world.entry()
    with acting_as(SYSTEM):
        (deal,) = enter_opportunities([entry], actor=SYSTEM)
    response = save(world.client("ada"), page(Stage, "change", deal.stage_id), outcome="won", probability="100")
    assert errors_in(response) == {"outcome": ["Opportunities are in this stage, so its outcome stays."]}


def test_one_of_several_stages_may_rest(world: World) -> None:
    assert save(world.client("ada"), page(Stage, "change", stage(outcome="open").pk), active=None).status_code == 302


def test_two_names_in_one_language(world: World) -> None:
    twice = rows({"language": "de", "name": "Eins"}, {"language": "de", "name": "Zwei"})
    assert "names" in errors_in(save(world.client("ada"), page(Stage, "change", stage(code="won").pk), names=twice))


def test_field_that_no_stage_can_ask_for(world: World) -> None:
    for asked in ("password", "next_step"):
        response = save(world.client("ada"), page(Stage, "change", stage(code="won").pk), required_fields=[asked])
        assert list(errors_in(response)) == ["required_fields"]
