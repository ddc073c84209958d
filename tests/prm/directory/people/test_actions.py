from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction

from prm.core.actor import Actor, Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.directory.people.actions import join_company
from tests.cast import World


def newcomer(world: World) -> Actor:
    """Somebody of Cardinal who is no person yet."""
    return replace(world.actor("pat"), person_id=None, name="Nia", organizations=(world.cardinal.pk,))


def person(world: World, **changes: object) -> Person:
    named = {"name": "Nia", "role": "partner_rep", "organization": world.cardinal} | changes
    return Person(**named)


def test_whoever_a_partner_manager_invited_reports_to_them(world: World) -> None:
    actor = newcomer(world)
    with acting_as(actor):
        assert join_company(person(world), invited_by=world.pam, actor=actor).reports_to == world.pam
        for inviter in (world.bea, world.pat, None):
            assert join_company(person(world), invited_by=inviter, actor=actor).reports_to is None


def test_nobody_joins_elsewhere_or_as_something_else(world: World) -> None:
    actor, pat = newcomer(world), world.actor("pat")
    wrong = (person(world, organization=world.harborline), person(world, role="partner_manager"))
    for row in wrong:
        with acting_as(actor), pytest.raises(PermissionDenied):
            join_company(row, invited_by=None, actor=actor)
    with acting_as(actor), pytest.raises(PermissionDenied):
        join_company(person(world), invited_by=None, actor=pat)
    wrong_side = replace(actor, role=Role.ADMINISTRATOR)
    with acting_as(actor), pytest.raises(ValidationError, match="belongs to the other side"):
        join_company(person(world, role="administrator"), invited_by=None, actor=wrong_side)


@pytest.mark.parametrize(
    ("who", "company", "role"),
    [
        ("pam", "harborline", "partner_rep"),
        ("pam", "gantry", "sales_agent"),
        ("pam", "gantry", "partner_rep"),
        ("pam", "cardinal", "administrator"),
        ("bea", "gantry", "partner_rep"),
        ("bea", "cardinal", "administrator"),
    ],
)
def test_the_second_lock_lets_nobody_be_made_elsewhere(world: World, who: str, company: str, role: str) -> None:
    """Without any verb: not at another partner, not at the brand owner, not in a role of the other side."""
    row = person(world, organization=getattr(world, company), role=role)
    row.fold_name()
    with acting_as(world.actor(who)), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save()


def test_the_second_lock_lets_nobody_be_changed_into_somebody_else(world: World) -> None:
    pam = world.actor("pam")
    changes = (
        {"role": "administrator"},
        {"organization": world.gantry},
        {"key": "aaaaaaaaaa"},
        {"role": "partner_manager"},
    )
    for change in changes:
        with acting_as(pam), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Person.objects.filter(pk=world.pat.pk).update(**change)
    with acting_as(pam):
        assert Person.objects.filter(pk__in=(world.olga.pk, world.bea.pk)).update(active=False) == 0
        assert Person.objects.filter(pk=world.pat.pk).update(active=False) == 1
    with acting_as(world.actor("bea")), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Person.objects.filter(pk=world.pat.pk).update(active=False)
