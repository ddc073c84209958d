from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from prm.access.actions import give_sign_in
from prm.access.models import User
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.opportunities.scene import CARDINAL, GANTRY, Scene

pytestmark = pytest.mark.django_db
ADDRESS = "new.person@cardinal.example"


def person_of(scene: Scene, organization: str, role: Role) -> Person:
    with acting_as(SYSTEM):
        return Person.objects.create(name="New", role=role, organization=scene.organizations[organization])


def test_user_can_sign_in_with_a_verified_address(scene: Scene) -> None:
    person = person_of(scene, CARDINAL, Role.PARTNER_REP)
    with acting_as(SYSTEM):
        user = give_sign_in(person, email=ADDRESS, password="a long password", actor=SYSTEM)
        address = EmailAddress.objects.get(user=user)
    assert user.check_password("a long password")
    assert (address.email, address.verified, address.primary) == (ADDRESS, True, True)
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_administrators_alone_open_the_administration(scene: Scene) -> None:
    for role in (Role.ADMINISTRATOR, Role.CHANNEL_EXECUTIVE, Role.SALES_AGENT):
        person = person_of(scene, GANTRY, role)
        with acting_as(SYSTEM):
            user = give_sign_in(person, email=f"{role}@gantry.example", password=None, actor=SYSTEM)
        assert user.is_staff is user.is_superuser is (role == Role.ADMINISTRATOR)
        assert not user.has_usable_password()


def test_twice_is_a_friendly_no_op(scene: Scene) -> None:
    person = person_of(scene, CARDINAL, Role.PARTNER_REP)
    with acting_as(SYSTEM):
        first = give_sign_in(person, email=ADDRESS, password="a long password", actor=SYSTEM)
        again = give_sign_in(person, email=ADDRESS.upper(), password="another one", actor=SYSTEM)
        assert EmailAddress.objects.filter(user=first).count() == 1
    assert again == first
    assert again.check_password("a long password")


def test_nobody_else_gives_one(scene: Scene) -> None:
    for name in ("pam", "bea", "eve"):
        actor = scene.actor(name)
        with pytest.raises(PermissionDenied):
            give_sign_in(scene.people["pat"], email=ADDRESS, password=None, actor=actor)
    with acting_as(SYSTEM):
        assert not User.objects.filter(email=ADDRESS).exists()
