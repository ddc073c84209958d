"""The mail with an invitation's link. It is made when it is sent, so that the link itself is stored nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from prm.access.joining.links import hash_of, new_token
from prm.access.models import Invitation


def mail_invitation(invitation_id: int) -> bool:
    """Give an open invitation a new link and mail it; the former one stops working. False where it is over by now.

    Runs as the system. Raises OSError where no mail goes out; the former link then stays.
    """
    rows = Invitation.objects.open().select_for_update(of=("self",))
    invitation = rows.select_related("organization", "invited_by__organization").filter(pk=invitation_id).first()
    if invitation is None:
        return False
    token, now = new_token(), timezone.now()
    invitation.token_hash, invitation.sent_at = hash_of(token), now
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["token_hash", "sent_at", "expires_at"])
    address = settings.PORTAL_ADDRESS + reverse("accept_invitation", kwargs={"token": token})
    with translation.override(invitation.language):
        context = _context(invitation, address, invitation.expires_at)
        get_adapter().render_mail("access/mail/invitation", invitation.email, context).send()
    return True


def _context(invitation: Invitation, address: str, until: datetime) -> dict[str, object]:
    by = invitation.invited_by
    return {
        "name": invitation.name,
        "address": address,
        "company": invitation.organization.name,
        "sender": by.name if by else "",
        "sender_company": by.organization.name if by else "",
        "until": until,
    }
