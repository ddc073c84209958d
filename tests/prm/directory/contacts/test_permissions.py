from __future__ import annotations

import pytest

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Role, Side
from prm.directory.contacts.permissions import may_edit_contact
from prm.directory.models import Contact

OWN, OTHER = 4, 5


@pytest.mark.parametrize("role", [*PARTNER_ROLES, *BRAND_OWNER_ROLES])
def test_the_company_that_entered_it_edits_it(role: Role) -> None:
    side = Side.PARTNER if role in PARTNER_ROLES else Side.BRAND_OWNER
    actor = Actor(role=role, side=side, organization_id=OWN, organizations=(OWN, OTHER))
    assert may_edit_contact(actor, Contact(partner_id=OWN)) == (role != Role.CHANNEL_EXECUTIVE)
    assert not may_edit_contact(actor, Contact(partner_id=OTHER, shared=True))
