"""A page of people as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prm.core.actor import Actor
from prm.core.keyset import Page, Sort
from prm.directory.models import Person
from prm.directory.models.person import PersonQuerySet
from prm.directory.paging import page_of

COLUMNS = {"name": "name_sort", "company": "organization__name_sort"}
DEFAULT_SORT = "name"
VALUES = (
    "key", "name", "name_sort", "role", "job_title", "active", "organization__name", "organization__name_sort",
    "organization__kind", "organization__active", "organization_id", "reports_to__name",
    "reports_to__organization_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A person as a list shows them."""

    key: str
    name: str
    role: str
    job_title: str
    company: str
    side: str
    reports_to: str
    is_active: bool


def list_page(found: PersonQuerySet, sort: Sort, cursor: str, actor: Actor) -> Page[Row]:
    """25 people from the cursor on: one statement."""
    page = page_of(found.values(*VALUES), sort, cursor)
    return Page([_row(values, actor) for values in page.rows], page.next_cursor, page.previous_cursor)


def _row(values: dict[str, Any], actor: Actor) -> Row:
    # The policy shows a partner every name of the brand owner; whom its channel manager reports to is not its business.
    seen = not actor.is_partner or values["reports_to__organization_id"] in actor.organizations
    return Row(
        key=values["key"],
        name=values["name"],
        role=str(Person.PersonRole(values["role"]).label),
        job_title=values["job_title"],
        company=values["organization__name"],
        side=values["organization__kind"],
        reports_to=(values["reports_to__name"] or "") if seen else "",
        is_active=values["active"] and values["organization__active"],
    )
