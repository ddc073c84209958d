from __future__ import annotations

import pytest
from django.db import models

from opportunities.models import LossReason, Source, Stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import fields_of, page, rows, save
from tests.cast import World


@pytest.mark.parametrize("kind", [Source, LossReason])
def test_list_with_names_in_other_languages(world: World, kind: type[models.Model]) -> None:
    client = world.client("ada")
    names = rows({"language": "de", "name": "Messe"}, {"language": "fr", "name": "Salon"})
    response = save(client, page(kind, "add"), name="Fair", code="fair", order="7", active="on", names=names)
    assert response.status_code == 302
    with acting_as(SYSTEM):
        row = kind._default_manager.get(code="fair")
        assert {(name.language, name.name) for name in row.names.all()} == {("de", "Messe"), ("fr", "Salon")}
    assert "code" not in fields_of(client.get(page(kind, "change", row.pk)))
    client.post(page(kind, "delete", row.pk), {"post": "yes"})
    with acting_as(SYSTEM):
        assert not kind._default_manager.filter(code="fair").exists()


def test_stage_asks_for_fields(world: World) -> None:
    with acting_as(SYSTEM):
        stage = Stage.objects.get(code="proposal")
    response = save(world.client("ada"), page(Stage, "change", stage.pk), required_fields=["amount", "lines"])
    assert response.status_code == 302
    with acting_as(SYSTEM):
        stage.refresh_from_db()
    assert stage.required_fields == ["amount", "lines"]


def test_new_stage(world: World) -> None:
    typed = {"name": "Trial", "code": "trial", "order": "3", "outcome": "open", "probability": "45", "active": "on"}
    assert save(world.client("ada"), page(Stage, "add"), **typed).status_code == 302
    with acting_as(SYSTEM):
        assert Stage.objects.get(code="trial").is_open
