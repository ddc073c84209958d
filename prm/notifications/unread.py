"""How many notices somebody has not read: comes with the actor, so that no page needs a statement of its own for it."""

from __future__ import annotations

from prm.access.actors import counted_with_actor

# Beyond this the bell says only that there are more.
MOST = 9

# Who signs in has no role yet that might read notices; person and company come from the actor's own row.
UNREAD_SQL = f"""
CREATE OR REPLACE FUNCTION notifications_unread(reader bigint, company bigint) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::integer FROM (
        SELECT FROM notifications_notice
        WHERE person_id = reader AND organization_id = company AND read_at IS NULL
        LIMIT {MOST + 1}
    ) AS unread
$$;
REVOKE ALL ON FUNCTION notifications_unread(bigint, bigint) FROM public;
GRANT EXECUTE ON FUNCTION notifications_unread(bigint, bigint) TO prm_app;
"""  # noqa: S608

counted_with_actor("notices", "notifications_unread(found.person_id, found.organization_id)")
