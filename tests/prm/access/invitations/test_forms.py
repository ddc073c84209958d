from __future__ import annotations

import pytest

from prm.access.invitations.forms import InviteForm, PartnerForm
from prm.core.rls import acting_as
from tests.cast import World

TYPED = {"name": "Nia Ellis", "email": "nia@x.example", "role": "partner_rep", "language": "en"}
COMPANY = {"company_name": "Kestrel"}


def test_the_only_company_is_not_asked_for(world: World) -> None:
    actor = world.actor("pam")
    with acting_as(actor):
        form = InviteForm(TYPED, actor=actor)
        assert form.is_valid()
        assert "company" not in form.fields
        assert form.invitation().organization == world.cardinal
        assert [value for value, _label in form.fields["role"].choices] == ["partner_rep", "partner_manager"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("company", "role", "field"),
    [
        ("gantry", "partner_rep", "role"),
        ("harborline", "sales_agent", "role"),
        ("harborline", "partner_rep", ""),
        ("gantry", "sales_agent", ""),
    ],
)
def test_the_role_fits_the_company(world: World, company: str, role: str, field: str) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        typed = TYPED | {"company": getattr(world, company).key, "role": role}
        assert list(InviteForm(typed, actor=actor).errors) == ([field] if field else [])


@pytest.mark.parametrize("company", ["", "aaaaaaaaaa", "x" * 10_000, "\x00", "🦉"])
def test_no_company_of_that_key(world: World, company: str) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        assert "company" in InviteForm(TYPED | {"company": company}, actor=actor).errors


def test_channel_managers_take_the_new_partner_themselves(world: World) -> None:
    for who, offered in (("bea", False), ("ada", True)):
        actor = world.actor(who)
        with acting_as(actor):
            form = PartnerForm(TYPED | COMPANY, actor=actor)
            assert form.is_valid(), form.errors
            assert ("channel_manager" in form.fields) == offered


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company_name", ""),
        ("company_name", "x" * 10_000),
        ("name", "x" * 300),
        ("email", "nobody"),
        ("email", f"{'x' * 300}@x.example"),
        ("territory", "aaaaaaaaaa"),
        ("territory", "\x00"),
        ("tier", "wood"),
        ("postal_code", "1" * 13),
        ("language", "tlh"),
    ],
)
def test_what_nobody_can_mean_is_said_at_the_field(world: World, field: str, value: str) -> None:
    actor = world.actor("bea")
    with acting_as(actor):
        assert list(PartnerForm(TYPED | COMPANY | {field: value}, actor=actor).errors) == [field]
