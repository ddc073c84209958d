from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assignment.models import Rule, RuleGroup
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import page
from tests.assignment.publishing import publish
from tests.cast import World

IMPORT = "/admin/assignment/rulegroup/import/"


def groups() -> list[int]:
    with acting_as(SYSTEM):
        return list(RuleGroup.objects.values_list("pk", flat=True))


def exported(world: World, name: str = "ada") -> str:
    chosen = {"action": "export_as_yaml", "_selected_action": groups()}
    response = world.client(name).post(page(RuleGroup, "changelist"), chosen)
    assert response.headers["Content-Disposition"] == 'attachment; filename="rules.yaml"'
    return str(response.content.decode())


def upload(world: World, text: str) -> object:
    return world.client("ada").post(IMPORT, {"file": SimpleUploadedFile("rules.yaml", text.encode())}, follow=True)


def test_exported_edited_and_imported_the_difference_is_read_next(world: World) -> None:
    response = upload(world, exported(world).replace("score: 40", "score: 50"))
    html = response.content.decode()  # type: ignore[attr-defined]
    assert "The file is in the draft." in html
    assert "(+50, when the opportunity has it), before" in html
    assert publish().number == 2


def test_what_does_not_fit_is_said_at_the_field(world: World) -> None:
    response = upload(world, "format: 1\ngroups: {<b>: {replase: true}}")
    assert response.status_code == 422  # type: ignore[attr-defined]
    html = response.content.decode()  # type: ignore[attr-defined]
    assert "Nothing was imported. What does not fit: path groups.&lt;b&gt;.replase" in html
    assert world.client("ada").post(IMPORT, {}).status_code == 422


def test_a_channel_manager_exports_what_she_owns_and_imports_nothing(world: World) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
    text = exported(world, "bea")
    assert "Sales agents" in text
    assert "Channel managers" not in text
    assert world.client("bea").get(IMPORT).status_code == 403
    assert world.client("bea").post(IMPORT, {}).status_code == 403


@pytest.mark.parametrize("name", ["eve", "abe", "pat"])
def test_nobody_else(world: World, name: str) -> None:
    assert world.client(name).post(IMPORT, {}).status_code == 403
    with acting_as(SYSTEM):
        assert Rule.objects.count() == 2
