from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction

from prm.access.invitations.actions import invite_partner, send_again, withdraw, write_invitation
from prm.access.models import Invitation
from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.models import Organization
from prm.directory.people.actions import deactivate_person
from tests.cast import World


def invitation(organization: Organization, **changes: Any) -> Invitation:
    named = {"name": "Nia Ellis", "email": "Nia@cardinal.example", "role": "partner_rep"} | changes
    return Invitation(organization=organization, **named)


def written(world: World, who: str = "pam", **changes: Any) -> Invitation:
    actor = world.actor(who)
    with acting_as(actor):
        return write_invitation(invitation(world.cardinal, **changes), actor=actor)


def stored() -> Invitation:
    with acting_as(SYSTEM):
        return Invitation.objects.get()


def work_off() -> None:
    with acting_as(SYSTEM):
        finish_outbox()


def test_the_link_is_mailed_and_only_its_hash_is_stored(world: World) -> None:
    assert written(world).state() == "sending"
    work_off()
    (sent,) = mail.outbox
    link = next(line for line in str(sent.body).splitlines() if line.startswith(f"{settings.PORTAL_ADDRESS}/sign-in/"))
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert len(token) > 40
    with acting_as(SYSTEM):
        assert token not in str(list(Invitation.objects.values())) + str(list(OutboxEvent.objects.values()))
    assert (sent.to, stored().state(), stored().email) == (["nia@cardinal.example"], "open", "nia@cardinal.example")
    assert "Pam Okafor of Cardinal Systems invites you" in str(sent.body)


def test_an_invitation_ends_with_its_writer(world: World) -> None:
    written(world)
    work_off()
    ada = world.actor("ada")
    with acting_as(ada):
        deactivate_person(world.people["pam"], actor=ada)
    work_off()
    assert stored().state() == "withdrawn"
    assert written(world, who="ada").pk


def test_nobody_is_invited_to_a_company_that_ended(world: World) -> None:
    with acting_as(SYSTEM):
        Organization.objects.filter(pk=world.cardinal.pk).update(active=False)
        world.cardinal.active = False
    with pytest.raises(ValidationError, match="This company is not active"):
        written(world, who="ada")


def test_the_same_address_is_invited_once_at_a_time(world: World) -> None:
    first = written(world)
    with pytest.raises(ValidationError, match="is invited already"):
        written(world, email="NIA@cardinal.example")
    with acting_as(pam := world.actor("pam")):
        assert withdraw(first, actor=pam)
        assert not withdraw(first, actor=pam)
    written(world)


def test_nothing_goes_out_for_what_is_over(world: World) -> None:
    found = written(world)
    with acting_as(pam := world.actor("pam")):
        withdraw(found, actor=pam)
        assert not send_again(found, actor=pam)
    work_off()
    assert not mail.outbox
    assert stored().state() == "withdrawn"


@pytest.mark.parametrize("who", ["pat", "olga", "abe", "eve"])
def test_nobody_else_invites(world: World, who: str) -> None:
    found, actor = written(world), world.actor(who)
    for verb in (
        lambda: write_invitation(invitation(world.cardinal, email="a@b.example"), actor=actor),
        lambda: send_again(found, actor=actor),
        lambda: withdraw(found, actor=actor),
        lambda: invite_partner(Organization(name="Kestrel"), invitation(world.cardinal), actor=actor),
    ):
        with acting_as(SYSTEM), pytest.raises(PermissionDenied):
            verb()


def test_a_role_of_the_other_side_is_refused(world: World) -> None:
    for who, role in (("pam", "administrator"), ("ada", "sales_agent")):
        with pytest.raises(ValidationError, match="belongs to the other side"):
            written(world, who, role=role)


def test_the_second_lock_holds_without_the_verbs(world: World) -> None:
    """A partner writes no invitation elsewhere, nor one that would make a brand-owner person."""
    pam = world.actor("pam")
    refused = ((world.harborline, "partner_rep"), (world.cardinal, "administrator"), (world.gantry, "partner_rep"))
    for organization, role in refused:
        with (
            acting_as(pam),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            invitation(organization, role=role).save()
    with acting_as(world.actor("bea")), pytest.raises(ProgrammingError), transaction.atomic():
        invitation(world.cardinal, role="administrator").save()


def test_a_partner_is_entered_whole_or_not_at_all(world: World) -> None:
    actor = world.actor("bea")
    with acting_as(actor), pytest.raises(ValidationError):
        invite_partner(Organization(name="Kestrel"), invitation(world.cardinal, email="no"), actor=actor)
    with acting_as(SYSTEM):
        assert not Organization.objects.filter(name="Kestrel").exists()
