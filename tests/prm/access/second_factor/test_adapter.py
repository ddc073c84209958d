from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from prm.access.models import RoleRequirement
from prm.access.second_factor.adapter import RequiredByRole
from tests.cast import World


@pytest.mark.django_db
def test_last_factor_stays_where_the_role_needs_one(world: World) -> None:
    app = Authenticator.objects.create(user=world.users["pat"], type="totp", data={})
    Authenticator.objects.create(user=world.users["pat"], type="recovery_codes", data={})
    adapter = RequiredByRole()
    assert adapter.can_delete_authenticator(app)
    RoleRequirement.objects.filter(role="partner_rep").update(second_factor=True)
    assert not adapter.can_delete_authenticator(app)
    Authenticator.objects.create(user=world.users["pat"], type="webauthn", data={})
    assert adapter.can_delete_authenticator(app)


def test_messages_say_what_to_do() -> None:
    told = [str(text).lower() for text in RequiredByRole.error_messages.values()]
    assert not any("invalid" in text or "incorrect" in text for text in told)
