import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from opportunities.models import Stage, StageName
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

pytestmark = pytest.mark.django_db


def test_stages_in_their_order_with_how_far_each_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM), django_assert_num_queries(1):
        found = list(shown_stages().values())
    assert [(stage.code, stage.progress, stage.mark, stage.is_open) for stage in found] == [
        ("prospecting", 20, "", True),
        ("qualification", 40, "", True),
        ("proposal", 60, "", True),
        ("negotiation", 80, "", True),
        ("won", 100, "won", False),
        ("lost", 0, "lost", False),
    ]


def test_the_readers_language_where_there_is_a_name_in_it() -> None:
    with acting_as(SYSTEM):
        won = Stage.objects.get(code="won")
        StageName.objects.create(stage=won, language="de", name="Gewonnen")
        with translation.override("de-at"):
            labels = [stage.label for stage in shown_stages().values()]
    assert labels == ["Prospecting", "Qualification", "Proposal", "Negotiation", "Gewonnen", "Lost"]


def test_those_out_of_use_are_marked() -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="proposal").update(active=False)
        assert [stage.code for stage in shown_stages().values() if not stage.active] == ["proposal"]
