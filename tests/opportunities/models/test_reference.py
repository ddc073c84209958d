from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from opportunities.models import LossReason, LossReasonName, Source, SourceName, Stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"probability": 55}, True),
        ({"probability": 101}, False),
        ({"outcome": "won"}, False),
        ({"outcome": "won", "probability": 100}, True),
        ({"outcome": "lost", "probability": 10}, False),
        ({"outcome": "lost", "probability": 0}, True),
    ],
)
def test_a_probability_fits_its_outcome(changes: dict[str, Any], allowed: bool) -> None:
    with acting_as(SYSTEM), transaction.atomic():
        proposals = Stage.objects.filter(code="proposal")
        if allowed:
            assert proposals.update(**changes) == 1
            return
        with pytest.raises(IntegrityError, match="stage_probability_fits_outcome"), transaction.atomic():
            proposals.update(**changes)


@pytest.mark.parametrize("model", [Stage, Source, LossReason])
def test_a_code_is_once(model: Any) -> None:
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="code_once"), transaction.atomic():
        model.objects.create(**{"code": model.objects.first().code, "name": "Again"} | required(model))


def required(model: Any) -> dict[str, int]:
    return {"probability": 5} if model is Stage else {}


def test_labels_come_in_the_readers_language(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM):
        web, price = Source.objects.get(code="web"), LossReason.objects.get(code="price")
        SourceName.objects.create(source=web, language="de", name="Netz")
        LossReasonName.objects.create(loss_reason=price, language="de", name="Preis")
        with translation.override("de"), django_assert_num_queries(2):
            sources = {row.code: row.label for row in Source.objects.with_labels()}
            reasons = {row.code: row.label for row in LossReason.objects.with_labels()}
        assert (sources["web"], sources["referral"], reasons["price"]) == ("Netz", "Referral", "Preis")
        assert web.label == "Web"


def test_those_out_of_use_are_left_out() -> None:
    with acting_as(SYSTEM):
        Source.objects.filter(code="web").update(active=False)
        assert "web" not in set(Source.objects.in_use().values_list("code", flat=True))
