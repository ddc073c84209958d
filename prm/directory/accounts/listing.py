"""A page of accounts as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from prm.core.actor import Actor
from prm.core.keyset import Page, Sort
from prm.directory.accounts.business import Business, business_of
from prm.directory.accounts.permissions import may_read_partners
from prm.directory.models import AccountPartner, Organization
from prm.directory.models.account import AccountQuerySet
from prm.directory.paging import page_of

COLUMNS = {"name": "name_sort", "place": "city"}
DEFAULT_SORT = "name"
PARTNERS_SHOWN = 3
VALUES = ("pk", "key", "name", "name_sort", "industry", "city", "region", "country")


@dataclass(frozen=True, slots=True)
class Row:
    """An account as a list shows it; `partners` for the brand owner's readers only."""

    key: str
    name: str
    industry: str
    place: str
    country: str
    partners: tuple[str, ...] = ()
    more_partners: bool = False
    business: Business | None = None


def list_page(found: AccountQuerySet, sort: Sort, cursor: str, actor: Actor) -> Page[Row]:
    """25 accounts from the cursor on: one statement, and one for the business with them."""
    names: tuple[str, ...] = VALUES
    if may_read_partners(actor):
        found, names = found.annotate(partners=_partners()), (*VALUES, "partners")
    page = page_of(found.values(*names), sort, cursor)
    business = business_of([values["pk"] for values in page.rows], actor)
    rows = [_row(values, business.get(values["pk"])) for values in page.rows]
    return Page(rows, page.next_cursor, page.previous_cursor)


def _partners() -> ArraySubquery:
    links = AccountPartner.objects.filter(account_id=OuterRef("pk"), partner__kind=Organization.Kind.PARTNER)
    return ArraySubquery(links.order_by("partner__name_sort").values("partner__name")[: PARTNERS_SHOWN + 1])


def _row(values: dict[str, Any], business: Business | None) -> Row:
    partners = tuple(values.get("partners", ()))
    return Row(
        key=values["key"],
        name=values["name"],
        industry=values["industry"],
        place=", ".join(filter(None, [values["city"], values["region"]])),
        country=values["country"],
        partners=partners[:PARTNERS_SHOWN],
        more_partners=len(partners) > PARTNERS_SHOWN,
        business=business,
    )
