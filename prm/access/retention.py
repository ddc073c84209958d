"""What of sign-ins is removed in time."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from prm.access.models import Invitation, SignInRecord, TypedForm
from prm.core.retention.purging import delete_in_chunks, purges


@purges("sign-in records", kept="sign_ins")
def purge_sign_ins(before: datetime) -> int:
    return delete_in_chunks(SignInRecord.objects.filter(at__lt=before))


@purges("invitations", kept="sign_ins")
def purge_invitations(before: datetime) -> int:
    """Whoever was invited and never came is not known for ever."""
    return delete_in_chunks(Invitation.objects.filter(created_at__lt=before))


@purges("expired sessions")
def purge_sessions(before: datetime) -> int:
    """Sessions that are over, and the devices listed for them."""
    count = delete_in_chunks(Session.objects.filter(expire_date__lt=before))
    lives = Session.objects.filter(session_key=OuterRef("session_key"))
    delete_in_chunks(UserSession.objects.filter(~Exists(lives)))
    return count


@purges("kept forms")
def purge_typed_forms(before: datetime) -> int:
    return delete_in_chunks(TypedForm.objects.filter(expires_at__lt=before))
