"""Who acts: built once per request or task and passed on explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The company somebody works for, as seen from the portal."""

    PARTNER = "partner"
    BRAND_OWNER = "brand_owner"
    SYSTEM = "system"


class Role(StrEnum):
    """What somebody does in their company; one role a person."""

    PARTNER_REP = "partner_rep"
    PARTNER_MANAGER = "partner_manager"
    SALES_AGENT = "sales_agent"
    CHANNEL_MANAGER = "channel_manager"
    CHANNEL_EXECUTIVE = "channel_executive"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


PARTNER_ROLES = (Role.PARTNER_REP, Role.PARTNER_MANAGER)
BRAND_OWNER_ROLES = (Role.SALES_AGENT, Role.CHANNEL_MANAGER, Role.CHANNEL_EXECUTIVE, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with everything that decides sight and rights.

    `organizations` are the ids whose partner data may be seen: the own company and, for a partner manager, those
    below it. `reports` are the ids of active direct and indirect reports in the same organization.
    The system (tasks, commands) has neither person nor organization.
    """

    role: Role
    side: Side
    person_id: int | None = None
    person_key: str = ""
    name: str = ""
    organization_id: int | None = None
    organization_name: str = ""
    organizations: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    brand_owner_id: int | None = None
    brand_owner_name: str = ""
    time_zone: str = "UTC"
    language: str = "en"
    theme: str = ""
    density: str = ""

    @property
    def is_partner(self) -> bool:
        return self.side == Side.PARTNER

    @property
    def is_brand_owner(self) -> bool:
        return self.side == Side.BRAND_OWNER

    @property
    def is_system(self) -> bool:
        return self.side == Side.SYSTEM


SYSTEM = Actor(role=Role.SYSTEM, side=Side.SYSTEM)
