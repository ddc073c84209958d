"""A page of partners as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from prm.core.keyset import Page, Sort
from prm.directory.models import Organization
from prm.directory.models.organization import OrganizationQuerySet
from prm.directory.paging import page_of

COLUMNS = {"name": "name_sort", "tier": "tier"}
DEFAULT_SORT = "name"
VALUES = (
    "key", "name", "name_sort", "tier", "type", "country", "region", "active", "territory__name",
    "channel_manager__name", "parent__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A partner as the list shows it; `people` are the active ones."""

    key: str
    name: str
    tier: str
    type: str
    place: str
    territory: str
    parent: str
    channel_manager: str
    people: int
    is_active: bool


def list_page(found: OrganizationQuerySet, sort: Sort, cursor: str) -> Page[Row]:
    """25 partners from the cursor on: one statement."""
    counted_people = found.annotate(active_people=Count("people", filter=Q(people__active=True)))
    page = page_of(counted_people.values(*VALUES, "active_people"), sort, cursor)
    return Page([_row(values) for values in page.rows], page.next_cursor, page.previous_cursor)


def _row(values: dict[str, Any]) -> Row:
    return Row(
        key=values["key"],
        name=values["name"],
        tier=str(Organization.Tier(values["tier"]).label) if values["tier"] else "",
        type=str(Organization.Type(values["type"]).label) if values["type"] else "",
        place=", ".join(filter(None, [values["region"], values["country"]])),
        territory=values["territory__name"] or "",
        parent=values["parent__name"] or "",
        channel_manager=values["channel_manager__name"] or "",
        people=values["active_people"],
        is_active=values["active"],
    )
