"""Verbs of invitations: write, send again, withdraw."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.access.events import InvitationWritten
from prm.access.invitations.permissions import roles_at
from prm.access.models import Invitation
from prm.core.actor import Actor, Role
from prm.core.outbox.publish import publish
from prm.directory.models import Organization
from prm.directory.partners.actions import enter_partner
from prm.directory.people.permissions import may_invite_to


@transaction.atomic
def write_invitation(invitation: Invitation, *, actor: Actor) -> Invitation:
    """Invite somebody to a company; the mail follows.

    Raises PermissionDenied; ValidationError by field, for an open invitation of the same address too.
    """
    if not may_invite_to(actor, invitation.organization):
        raise PermissionDenied
    if not invitation.organization.active:
        raise ValidationError({"company": _("This company is not active, so nobody can come in. Choose another one.")})
    if Role(invitation.role) not in roles_at(invitation.organization):
        raise ValidationError({"role": _("This role belongs to the other side. Choose a role of that company.")})
    invitation.email = invitation.email.lower()
    invitation.invited_by_id = actor.person_id
    invitation.full_clean()
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        # Somebody invites the same address at this moment.
        invitation.full_clean()
        raise
    publish(InvitationWritten(invitation.pk), actor=actor)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, actor: Actor) -> bool:
    """Mail a new link, which works from now on and the former one no longer; False where the invitation is over."""
    if not may_invite_to(actor, invitation.organization):
        raise PermissionDenied
    if not invitation.organization.active or not Invitation.objects.open().filter(pk=invitation.pk).exists():
        return False
    publish(InvitationWritten(invitation.pk), actor=actor)
    return True


@transaction.atomic
def withdraw(invitation: Invitation, *, actor: Actor) -> bool:
    """Stop an invitation's link from working; False where it was accepted or withdrawn before."""
    if not may_invite_to(actor, invitation.organization):
        raise PermissionDenied
    return Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()) == 1


@transaction.atomic
def invite_partner(organization: Organization, invitation: Invitation, *, actor: Actor) -> Organization:
    """Enter a new partner company together with the invitation of its first person.

    Raises PermissionDenied; ValidationError by field of either.
    """
    enter_partner(organization, actor=actor)
    invitation.organization = organization
    write_invitation(invitation, actor=actor)
    return organization
