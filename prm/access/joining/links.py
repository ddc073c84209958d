"""What an invitation's link stands for. Whoever opens it has no company yet, so one function looks it up by hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from prm.access.models import Invitation
from prm.core.actor import Actor, Role, Side

INVITATION_SQL = """
CREATE OR REPLACE FUNCTION access_invitation_of_link(hash text) RETURNS TABLE (
    id bigint, name text, email text, role text, language text, accepted_at timestamptz, withdrawn_at timestamptz,
    expires_at timestamptz, invited_by text, organization_id bigint, organization_name text, side text,
    organization_active boolean, time_zone text, brand_owner_id bigint, brand_owner_name text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.id, i.name, i.email, i.role, i.language, i.accepted_at, i.withdrawn_at, i.expires_at, p.name,
        o.id, o.name, o.kind, o.active, o.time_zone, b.id, b.name
    FROM access_invitation i
    JOIN directory_organization o ON o.id = i.organization_id
    LEFT JOIN directory_person p ON p.id = i.invited_by_id
    LEFT JOIN directory_organization b ON b.kind = 'brand_owner'
    WHERE i.token_hash = hash
$$;
REVOKE ALL ON FUNCTION access_invitation_of_link(text) FROM public;
GRANT EXECUTE ON FUNCTION access_invitation_of_link(text) TO prm_app;
"""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as whoever holds its link may know it."""

    pk: int
    name: str
    email: str
    role: Role
    language: str
    accepted_at: datetime | None
    withdrawn_at: datetime | None
    expires_at: datetime
    invited_by: str
    organization_id: int
    organization_name: str
    side: Side
    organization_active: bool
    time_zone: str
    brand_owner_id: int | None
    brand_owner_name: str

    @property
    def state(self) -> Invitation.State:
        """Open, accepted, withdrawn or expired; a company that ended takes its invitations along."""
        times = {"accepted_at": self.accepted_at, "withdrawn_at": self.withdrawn_at, "expires_at": self.expires_at}
        if self.accepted_at is None and not self.organization_active:
            return Invitation.State.WITHDRAWN
        return Invitation(**times).state(timezone.now())

    @property
    def newcomer(self) -> Actor:
        """For whom the acceptance runs: somebody of that company who is no person yet."""
        return Actor(
            role=self.role,
            side=self.side,
            name=self.name,
            organization_id=self.organization_id,
            organization_name=self.organization_name,
            organizations=(self.organization_id,),
            brand_owner_id=self.brand_owner_id,
            brand_owner_name=self.brand_owner_name,
            time_zone=self.time_zone,
            language=self.language,
        )


def new_token() -> str:
    """What a link carries: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What of it is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def invited_by_link(token: str) -> Invited | None:
    """What a link stands for, whatever its state; None for one that nobody has. As the sign-in role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_invitation_of_link(%s)", (hash_of(token),))
        row = cursor.fetchone()
    return _invited(row) if row else None


def _invited(row: tuple[Any, ...]) -> Invited:
    pk, name, email, role, language, accepted_at, withdrawn_at, expires_at, invited_by, *company = row
    organization_id, organization_name, side, active, time_zone, brand_owner_id, brand_owner_name = company
    return Invited(
        pk=pk,
        name=name,
        email=email,
        role=Role(role),
        language=language,
        accepted_at=accepted_at,
        withdrawn_at=withdrawn_at,
        expires_at=expires_at,
        invited_by=invited_by or "",
        organization_id=organization_id,
        organization_name=organization_name,
        side=Side(side),
        organization_active=active,
        time_zone=time_zone,
        brand_owner_id=brand_owner_id,
        brand_owner_name=brand_owner_name or "",
    )
