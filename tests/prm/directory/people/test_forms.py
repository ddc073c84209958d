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


@pytest.mark.parametrize("company", ["", "aaaaaaaaaa", "x" * 10_000, "\x00", "🦉"])
def test_no_company_of_that_key(world: World, company: str) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        form = MoveForm({"organization": company, "role": "partner_rep"}, person=world.pat, actor=actor)
        assert list(form.errors) == ["organization"]
