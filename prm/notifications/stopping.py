"""The link at the end of each mail that stops them, for whoever holds it and without a sign-in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import connection
from django.urls import reverse

from prm.access.actors import actor_of
from prm.core.actor import Actor

SALT = "notices.stop"

# Before there is an actor nobody reads people; the key comes out of a token that the portal has signed.
MAILED_SQL = """
CREATE OR REPLACE FUNCTION notifications_user_of(wanted text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.id FROM access_user u JOIN directory_person p ON p.id = u.person_id WHERE p.key = wanted
$$;
REVOKE ALL ON FUNCTION notifications_user_of(text) FROM public;
GRANT EXECUTE ON FUNCTION notifications_user_of(text) TO prm_app;
"""


def stop_address(person_key: str) -> str:
    """The address that stops a person's mails. It does not expire: a mail may be opened years later."""
    token = signing.dumps(person_key, salt=SALT)
    return settings.PORTAL_ADDRESS + reverse("notifications:stop_mail", kwargs={"token": token})


def person_of(token: str) -> Actor | None:
    """Whom a link was mailed to, as they are now; None for a token that is not ours and somebody who left.

    Runs before there is an actor, as the program itself.
    """
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT notifications_user_of(%s)", (str(key),))
        (user_id,) = cursor.fetchone()
    return None if user_id is None else actor_of(user_id)
