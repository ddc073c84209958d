"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import TODAY, Scene


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"amount": -1}, "opportunity_amounts_not_negative"),
        ({"expected_company": -1}, "opportunity_amounts_not_negative"),
        ({"probability": 101}, "opportunity_probability_percent"),
        ({"closed_on": "2020-01-01"}, "opportunity_closed_not_before_entered"),
    ],
)
def test_values_that_cannot_be(scene: Scene, changes: dict[str, Any], constraint: str) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Opportunity.objects.filter(pk=deal.pk).update(**changes)


@pytest.mark.parametrize("name", ["olga", "pam"])
def test_the_primary_is_always_on_the_team(scene: Scene, name: str) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM), transaction.atomic():
        Opportunity.objects.filter(pk=deal.pk).update(primary_person=scene.people[name])
        with pytest.raises(IntegrityError, match="opportunity_primary_is_member"):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_member_may_become_the_primary(scene: Scene) -> None:
    deal = entered(scene, "pat", people=["pia"])
    with acting_as(SYSTEM):
        assert Opportunity.objects.filter(pk=deal.pk).update(primary_person=scene.people["pia"]) == 1
        connection.check_constraints()


def test_an_external_id_is_once_a_partner(scene: Scene) -> None:
    entered(scene, "pat", external_id="Q-1")
    entered(scene, "olga", external_id="Q-1")
    for _ in range(2):
        entered(scene, "pat", external_id="")
    with pytest.raises(IntegrityError, match="opportunity_external_id_once"), transaction.atomic():
        entered(scene, "pat", external_id="Q-1")


def test_a_key_is_random_and_made_by_the_database(scene: Scene) -> None:
    keys = {entered(scene, "pat").key for _ in range(3)}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {10}
    assert str(entered(scene, "pat", name="Line 3", close_date=TODAY)) == "Line 3"
