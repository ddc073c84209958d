from __future__ import annotations

import pytest
from django.http import QueryDict

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.directory.people.filters import PersonFilter
from tests.cast import World


@pytest.mark.parametrize(
    ("who", "asked", "names"),
    [
        ("pam", "", ["Bea", "Pam", "Pat"]),
        ("pam", "search=MOREAU", ["Pat"]),
        ("pam", "search=  ", ["Bea", "Pam", "Pat"]),
        ("pam", "role=partner_manager", ["Pam"]),
        ("pam", "role=channel_manager", ["Bea", "Pam", "Pat"]),
        ("olga", "active=any", ["Olga"]),
        ("eve", "search=harborline", ["Olga"]),
        ("eve", "active=no", ["Otto"]),
        ("eve", "active=any&role=partner_rep", ["Olga", "Otto", "Pat"]),
        ("eve", f"search={'x' * 300}", ["Abe", "Ada", "Bea", "Eve", "Olga", "Pam", "Pat"]),
    ],
)
def test_what_an_address_asks_for(world: World, who: str, asked: str, names: list[str]) -> None:
    with acting_as(SYSTEM):
        gone = Person(name="Otto Gone", role="partner_rep", organization=world.cardinal, active=False)
        gone.fold_name()
        gone.save()
    actor = world.actor(who)
    with acting_as(actor):
        found = PersonFilter(QueryDict(asked), actor=actor).found()
        assert sorted(person.name.split()[0] for person in found) == names


def test_buttons_say_what_is_chosen(world: World) -> None:
    actor = world.actor("pam")
    with acting_as(actor):
        shown = PersonFilter(QueryDict("role=partner_rep&active=no"), actor=actor)
        assert (shown.role_words, shown.activity_words, shown.is_changed) == ("Partner rep", "not active", True)
        assert [value for value, _label, _chosen in shown.roles] == ["partner_rep", "partner_manager"]
        assert not PersonFilter(QueryDict(""), actor=actor).is_changed
