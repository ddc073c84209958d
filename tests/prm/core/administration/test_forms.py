"""Messages of constraints and verbs stand at the field they are about."""

from __future__ import annotations

from opportunities.models import Source, Stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Organization, Territory
from tests.administration import errors_in, page, rows, save
from tests.cast import World


def test_constraint_on_one_field(world: World) -> None:
    response = save(world.client("ada"), page(Source, "add"), name="Again", code="web", order="1")
    assert errors_in(response) == {"code": ["There is already a source of this code."]}


def test_constraint_on_several_fields_stands_at_the_last(world: World) -> None:
    response = save(
        world.client("ada"), page(Stage, "add"), name="New", code="new", order="9", outcome="won", probability="50"
    )
    assert errors_in(response) == {"probability": ["Probability: 0 to 100 while open, 100 when won, 0 when lost."]}


def test_constraint_on_a_derived_column_stands_at_the_typed_field(world: World) -> None:
    response = save(world.client("ada"), page(Organization, "add"), name=" cÁrdinal  SYSTEMS")
    assert errors_in(response) == {"name": ["There is already an organization of this name."]}


def test_constraint_of_a_row(world: World) -> None:
    backwards = rows({"country": "Canada", "postal_from": "9", "postal_to": "1"})
    response = save(world.client("ada"), page(Territory, "add"), name="North", areas=backwards)
    assert errors_in(response) == {"areas-0-postal_to": ["A postal range needs both ends, the lower one first."]}
    with acting_as(SYSTEM):
        assert not Territory.objects.filter(name="North").exists()
