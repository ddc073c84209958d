"""The log of sign-ins: written as the sign-in role or the system, read by administrators."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from prm.access.models import SignInRecord, User

Outcome = SignInRecord.Outcome
COMPANY = {"socialaccount": "company"}
JUST_NOW_SECONDS = 300


def record(request: HttpRequest, outcome: Outcome, *, user: User | None = None, email: str = "") -> None:
    """Note what came of an attempt; `email` as it was typed, else the sign-in's own."""
    SignInRecord.objects.create(
        user=user,
        email=_fitting("email", email or (user.email if user else "")),
        outcome=outcome,
        ways=_fitting("ways", ",".join(ways_of(request, user)) if user and outcome == Outcome.SIGNED_IN else ""),
        ip=get_adapter(request).get_client_ip(request),
        user_agent=_fitting("user_agent", request.headers.get("User-Agent", "")),
    )


def ways_of(request: HttpRequest, user: User) -> list[str]:
    """How somebody proved who they are, in order: password, totp, webauthn, recovery_codes, company."""
    methods = get_authentication_records(request, user)
    return [str(method.get("type") or COMPANY.get(method["method"], method["method"])) for method in methods]


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether it was within the last five minutes."""
    moments = [float(method["at"]) for method in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < JUST_NOW_SECONDS


def _fitting(field: str, text: str) -> str:
    """PostgreSQL stores no NUL; what somebody sends who tries something is noted as far as it fits."""
    return text.replace("\x00", "�")[: SignInRecord._meta.get_field(field).max_length]
