"""Second factors that did not match are noted in the log of sign-ins. allauth tells of them by a signal only."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver
from django.http import HttpRequest

from prm.access.models import User
from prm.access.sign_in.records import Outcome, record


@receiver(authentication_failed, dispatch_uid="second factor refused")
def note_refused_code(request: HttpRequest, user: User, **told: Any) -> None:
    record(request, Outcome.CODE_REFUSED, user=user)
