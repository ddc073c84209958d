"""A form that was refused because the session had expired comes back after sign-in, to the same person only."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from prm.access.models import TypedForm

# Pages run as partner or brand owner, who cannot read the table: token, person and address must all fit.
TYPED_FORM_SQL = """
CREATE OR REPLACE FUNCTION access_typed_form(hash text, reader bigint, wanted text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT fields FROM access_typedform
    WHERE token_hash = hash AND user_id = reader AND path = wanted AND expires_at > now()
$$;
REVOKE ALL ON FUNCTION access_typed_form(text, bigint, text) FROM public;
GRANT EXECUTE ON FUNCTION access_typed_form(text, bigint, text) TO prm_app, prm_partner, prm_brand_owner;
"""
KEPT_FOR = timedelta(minutes=30)
KNOWN_COOKIE, FORM_COOKIE = "prm_known", "prm_typed"
KNOWN_DAYS = 60
LARGEST = 200_000
NOT_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code")

Respond = Callable[[HttpRequest], HttpResponse]


class KeepTypedForm:
    """Remembers in a signed cookie who used this browser last; keeps the fields (no files) of a form that somebody
    signed out sends, for that person and for 30 minutes."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_out_post = request.method == "POST" and not request.user.is_authenticated
        response = self.get_response(request)
        if signed_out_post and response.status_code == 302 and not request.user.is_authenticated:
            self._keep(request, response)
        elif request.user.is_authenticated and _known(request) != request.user.pk:
            _set_cookie(
                response, KNOWN_COOKIE, signing.dumps(request.user.pk, salt=KNOWN_COOKIE), timedelta(days=KNOWN_DAYS)
            )
        return response

    def _keep(self, request: HttpRequest, response: HttpResponse) -> None:
        user_id = _known(request)
        fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
        if user_id is None or request.path.startswith(f"/{settings.SIGN_IN_PATH}") or len(str(fields)) > LARGEST:
            return
        # PostgreSQL keeps no NUL, and no person types one.
        if "\\x00" in str(fields):
            return
        TypedForm.objects.filter(expires_at__lt=timezone.now()).delete()
        token = secrets.token_urlsafe(32)
        TypedForm.objects.create(
            token_hash=_hash(token),
            user_id=user_id,
            path=request.path[:500],
            fields=fields,
            expires_at=timezone.now() + KEPT_FOR,
        )
        _set_cookie(response, FORM_COOKIE, token, KEPT_FOR)


def kept_form(request: HttpRequest) -> QueryDict | None:
    """What the same person typed on this page before signing in again; None where nothing is kept.

    It stays kept until it expires or is saved, so that reloading the page loses nothing.
    """
    token = request.COOKIES.get(FORM_COOKIE)
    fields = _fields(token, request.user.pk, request.path) if token else None
    if not fields:
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def _fields(token: str, user_id: int | None, path: str) -> dict[str, list[str]] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_typed_form(%s, %s, %s)", (_hash(token), user_id, path))
        row = cursor.fetchone()
    return json.loads(row[0]) if row and row[0] else None


def forget_form(response: HttpResponse) -> HttpResponse:
    """What was typed is saved now and must not come back."""
    response.delete_cookie(FORM_COOKIE, samesite="Lax")
    return response


def _known(request: HttpRequest) -> int | None:
    try:
        known: int = signing.loads(
            request.COOKIES.get(KNOWN_COOKIE, ""), salt=KNOWN_COOKIE, max_age=timedelta(days=KNOWN_DAYS)
        )
    except signing.BadSignature:
        return None
    return known


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _set_cookie(response: HttpResponse, name: str, value: str, age: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,  # type: ignore[misc]
    )
