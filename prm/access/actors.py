"""From a signed-in user to the actor: one call of a database function that may read across organizations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from prm.core.actor import Actor, Role, Side

ACTOR_SQL = """
CREATE OR REPLACE FUNCTION access_actor(wanted bigint) RETURNS TABLE (
    person_id bigint, person_key text, person_name text, role text, side text, organization_id bigint,
    organization_name text, organizations bigint[], reports bigint[], brand_owner_id bigint, brand_owner_name text,
    time_zone text, language text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, p.key, p.name, p.role, o.kind, o.id, o.name,
        CASE WHEN p.role = 'partner_manager' THEN (
            WITH RECURSIVE below AS (
                SELECT o.id AS id, 1 AS depth
                UNION ALL
                SELECT child.id, depth + 1 FROM directory_organization child JOIN below ON child.parent_id = below.id
                WHERE depth < 4
            ) SELECT array_agg(DISTINCT id) FROM below
        ) ELSE ARRAY[o.id] END,
        coalesce((
            WITH RECURSIVE under AS (
                SELECT r.id FROM directory_person r
                WHERE r.reports_to_id = p.id AND r.organization_id = o.id AND r.active
                UNION
                SELECT r.id FROM directory_person r JOIN under ON r.reports_to_id = under.id
                WHERE r.organization_id = o.id AND r.active
            ) SELECT array_agg(id) FROM under WHERE id <> p.id
        ), ARRAY[]::bigint[]),
        b.id, b.name, p.time_zone, p.language
    FROM access_user u
    JOIN directory_person p ON p.id = u.person_id AND p.active
    JOIN directory_organization o ON o.id = p.organization_id AND o.active
    LEFT JOIN directory_organization b ON b.kind = 'brand_owner'
    WHERE u.id = wanted AND u.is_active
$$;
REVOKE ALL ON FUNCTION access_actor(bigint) FROM public;
GRANT EXECUTE ON FUNCTION access_actor(bigint) TO prm_app, prm_system;
"""
ACTOR_COLUMNS = 13

# Apart from the actor's function, whose columns a program of the former version still reads while it is replaced.
LOOK_SQL = """
CREATE OR REPLACE FUNCTION access_look(wanted bigint) RETURNS TABLE (theme text, density text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.theme, p.density FROM access_user u JOIN directory_person p ON p.id = u.person_id WHERE u.id = wanted
$$;
REVOKE ALL ON FUNCTION access_look(bigint) FROM public;
GRANT EXECUTE ON FUNCTION access_look(bigint) TO prm_app;
"""

# As the sign-in role, which reads both tables: no statement of its own on every page.
SIGNED_IN_SQL = """
SELECT found.*,
    EXISTS (SELECT FROM access_rolerequirement wanted WHERE wanted.role = found.role AND wanted.second_factor)
    AND NOT EXISTS (
        SELECT FROM mfa_authenticator factor WHERE factor.user_id = %s AND factor.type IN ('totp', 'webauthn')
    ), look.theme, look.density{counts}
FROM access_actor(%s) AS found, access_look(%s) AS look
"""
ACTORS_SQL = """
SELECT found.* FROM access_user AS who, access_actor(who.id) AS found
WHERE who.person_id = ANY (%s) ORDER BY found.person_id
"""

# What to count for the frame of a page → SQL that counts it for `found`, the row of the actor.
_counted: dict[str, str] = {}


def counted_with_actor(name: str, sql: str) -> None:
    """Have a small number that stands on every page read together with the actor; for apps above."""
    _counted[name] = sql


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in, whether their role asks for a second factor that they don't have yet, and what was counted
    for the frame of their page."""

    actor: Actor
    second_factor_missing: bool
    counts: Mapping[str, int] = field(default_factory=dict)


def actor_of(user_id: int) -> Actor | None:
    """The actor of a user as of now; None for a user without an active person in an active organization."""
    found = signed_in(user_id)
    return found.actor if found else None


def actors_of(people: Collection[int]) -> dict[int, Actor]:
    """Person → actor of those who can sign in, each as their next request would find them. For the system."""
    if not people:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(ACTORS_SQL, (sorted(people),))
        return {row[0]: _actor(row) for row in cursor.fetchall()}


def signed_in(user_id: int) -> SignedIn | None:
    """The actor of a user and what their role still asks for, in one statement; None as in `actor_of`."""
    counts = "".join(f", {sql}" for sql in _counted.values())
    with connection.cursor() as cursor:
        cursor.execute(SIGNED_IN_SQL.format(counts=counts), (user_id, user_id, user_id))
        row = cursor.fetchone()
    if row is None:
        return None
    second_factor_missing, theme, density, *counted = row[ACTOR_COLUMNS:]
    actor = replace(_actor(row), theme=theme, density=density)
    return SignedIn(actor, second_factor_missing, dict(zip(_counted, counted, strict=True)))


def _actor(row: Sequence[Any]) -> Actor:
    return Actor(
        person_id=row[0],
        person_key=row[1],
        name=row[2],
        role=Role(row[3]),
        side=Side(row[4]),
        organization_id=row[5],
        organization_name=row[6],
        organizations=tuple(row[7]),
        reports=tuple(row[8]),
        brand_owner_id=row[9],
        brand_owner_name=row[10] or "",
        time_zone=row[11],
        language=row[12],
    )
