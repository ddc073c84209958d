"""The log of sign-ins in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.access.models import SignInRecord
from prm.directory.models import Person

WAYS = {
    "password": gettext_lazy("password"),
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey or security key"),
    "recovery_codes": gettext_lazy("recovery code"),
    "company": gettext_lazy("company account"),
}


def in_words(record: SignInRecord) -> str:
    """How somebody came in, or by whom a second factor was reset."""
    if record.outcome == SignInRecord.Outcome.FACTOR_RESET:
        by = Person.objects.filter(key=record.ways).values_list("name", flat=True).first()
        return by or _("command on the server")
    return ", ".join(str(WAYS.get(way, way)) for way in record.ways.split(",") if way)
