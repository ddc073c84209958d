from __future__ import annotations

import pytest

from prm.core.rls import acting_as
from prm.directory.people.forms import LeaveForm, MoveForm
from tests.cast import World


def test_nobody_is_asked_for_where_somebody_follows_or_nothing_is_led(world: World) -> None:
    with acting_as(world.actor("ada")):
        assert LeaveForm(person=world.pat).follows == world.pam
        for person in (world.pat, world.abe):
            assert "successor" not in LeaveForm(person=person).fields
        assert LeaveForm({}, person=world.abe).is_valid()


@pytest.mark.parametrize("role", ["partner_rep", "partner_manager"])
def test_companies_offered_are_the_others(world: World, role: str) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        form = MoveForm({"organization": world.harborline.key, "role": role}, person=world.pat, actor=actor)
        assert form.is_valid(), form.errors
        assert set(form.fields["organization"].queryset) == {world.gantry, world.harborline}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("company", "roles"),
    [
        ("harborline", ["partner_rep", "partner_manager"]),
        ("gantry", ["sales_agent", "channel_manager", "channel_executive", "administrator"]),
    ],
)
def test_roles_offered_are_those_of_the_company(world: World, company: str, roles: list[str]) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        assert list(MoveForm(person=world.pat, actor=actor).fields) == ["organization"]
        chosen = getattr(world, company).key
        field = MoveForm(person=world.pat, actor=actor, company=chosen).fields["role"]
        assert [role for role, _words in field.choices] == roles  # type: ignore[attr-defined]
        assert field.initial == roles[0]


@pytest.mark.parametrize("company", ["", "aaaaaaaaaa", "x" * 10_000, "\x00", "🦉"])
def test_no_company_of_that_key(world: World, company: str) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        form = MoveForm({"organization": company, "role": "partner_rep"}, person=world.pat, actor=actor)
        assert list(form.errors) == ["organization"]
