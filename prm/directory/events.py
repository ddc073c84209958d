"""What happens to organizations and people that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class PersonPlaced(Event):
    """Somebody of the brand owner is responsible for a territory."""

    person_id: int
    territory_id: int


@dataclass(frozen=True, slots=True)
class PersonDeactivated(Event):
    """Somebody works for their company no longer; what they led is handed over already."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PersonGone(Event):
    """A while after somebody left: what was given to them at that very moment is to be handed on too."""

    person_id: int


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    """What is known of a customer is another thing now: `changed` names fields of `TOLD_OF_ACCOUNTS`, `at` is when, as
    ISO text."""

    account_id: int
    changed: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class OrganizationChanged(Event):
    """The same of a company that sells, with fields of `TOLD_OF_ORGANIZATIONS`."""

    organization_id: int
    changed: tuple[str, ...]
    at: str


# What apps above look at; a change of anything else is nobody's event.
PLACE = ("country", "region", "postal_code")
TOLD_OF_ACCOUNTS = (*PLACE, "industry", "employees")
TOLD_OF_ORGANIZATIONS = (*PLACE, "name", "tier", "type", "territory_id", "channel_manager_id")
