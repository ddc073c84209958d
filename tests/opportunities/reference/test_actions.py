from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from opportunities.models import Source, SourceName, Stage
from opportunities.reference.actions import remove_reference, save_reference
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

pytestmark = pytest.mark.django_db


def stage(code: str) -> Stage:
    found: Stage = Stage.objects.get(code=code)
    return found


def test_row_with_its_name_in_another_language(scene: Scene) -> None:
    with acting_as(SYSTEM):
        source = Source(code="fair", name="Fair")
        save_reference(source, actor=SYSTEM)
        save_reference(SourceName(source=source, language="de", name="Messe"), actor=SYSTEM)
        with pytest.raises(ValidationError, match="One name per language"):
            save_reference(SourceName(source=source, language="de", name="Schau"), actor=SYSTEM)
        remove_reference(source, actor=SYSTEM)
        assert not SourceName.objects.filter(name="Messe").exists()


def test_source_in_use_stays(scene: Scene) -> None:
    entered(scene, "pat", source="web")
    with acting_as(SYSTEM), pytest.raises(ProtectedError):
        remove_reference(Source.objects.get(code="web"), actor=SYSTEM)


def test_stages_are_not_deleted(scene: Scene) -> None:
    with acting_as(SYSTEM), pytest.raises(ValidationError, match="A stage stays"):
        remove_reference(stage("won"), actor=SYSTEM)


def test_two_stages_of_one_name_would_not_be_told_apart(scene: Scene) -> None:
    twin = Stage(code="offer", name="PROPOSAL", probability=40, order=9)
    with acting_as(SYSTEM):
        with pytest.raises(ValidationError, match="There is already a stage of this name in use"):
            save_reference(twin, actor=SYSTEM)
        twin.active = False
        save_reference(twin, actor=SYSTEM)


def test_stage_keeps_what_deals_and_the_path_need(scene: Scene) -> None:
    entered(scene, "pat")
    with acting_as(SYSTEM):
        won, first = stage("won"), Stage.objects.filter(outcome="open").order_by("order")[0]
        won.active = False
        with pytest.raises(ValidationError) as last:
            save_reference(won, actor=SYSTEM)
        first.outcome, first.probability = "lost", 0
        with pytest.raises(ValidationError) as used:
            save_reference(first, actor=SYSTEM)
    assert set(last.value.message_dict) == {"active"}
    assert set(used.value.message_dict) == {"outcome"}


def test_only_wins_wait_for_the_brand_owner(scene: Scene) -> None:
    with acting_as(SYSTEM):
        won, first = stage("won"), Stage.objects.filter(outcome="open")[0]
        won.confirmed_by_brand_owner = first.confirmed_by_brand_owner = True
        save_reference(won, actor=SYSTEM)
        with pytest.raises(ValidationError, match="Only a win"):
            save_reference(first, actor=SYSTEM)


def test_unknown_required_field_is_refused(scene: Scene) -> None:
    with acting_as(SYSTEM):
        first = Stage.objects.filter(outcome="open")[0]
        first.required_fields = ["password"]
        with pytest.raises(ValidationError, match="cannot ask for this"):
            save_reference(first, actor=SYSTEM)


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat"])
def test_only_administrators_change_the_lists(scene: Scene, name: str) -> None:
    actor = scene.actor(name)
    with acting_as(actor):
        for verb in (save_reference, remove_reference):
            with pytest.raises(PermissionDenied):
                verb(Source.objects.get(code="web"), actor=actor)
