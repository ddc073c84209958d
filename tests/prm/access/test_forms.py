from __future__ import annotations

import pytest

from prm.access.models import User
from prm.directory.models import Person
from tests.administration import errors_in, page, save
from tests.cast import World

NEW = {"name": "Nia Castillo", "role": "partner_rep", "time_zone": "UTC", "language": "en"}


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("OLGA@harborline.example", "Somebody else signs in with this address."),
        ("no address", "This is not an e-mail address. Write it like name@company.com."),
    ],
)
def test_address_of_a_sign_in(world: World, email: str, message: str) -> None:
    response = save(
        world.client("ada"), page(Person, "add"), **NEW, organization=world.cardinal.pk, sign_in_email=email
    )
    assert errors_in(response) == {"sign_in_email": [message]}


def test_nobody_ends_the_own_sign_in(world: World) -> None:
    response = save(world.client("ada"), page(User, "change", world.users["ada"].pk), is_active=None)
    message = "This is your own sign-in. Ask another administrator to end it."
    assert errors_in(response) == {"is_active": [message]}
