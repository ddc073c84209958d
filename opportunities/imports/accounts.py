"""accounts.csv: customers in the brand owner's book."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from opportunities.imports.files import BadValue, Row
from opportunities.imports.report import REFUSALS, Report, reason_of
from opportunities.imports.spelling import COUNTRIES, INDUSTRIES, corrected
from prm.core.actor import Actor
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, Organization

COLUMNS = ("account", "sector", "revenue", "employees", "office_location", "subsidiary_of")


def take_accounts(rows: Sequence[Row], brand_owner: Organization, *, actor: Actor, report: Report) -> dict[str, int]:
    """Ids by the name in the file, which stays their external id; what the book lacks is added."""
    known = dict(
        Account.objects.filter(entered_by=brand_owner).exclude(external_id="").values_list("external_id", "pk")
    )
    found: dict[str, int] = {}
    added: list[Row] = []
    for row in rows:
        try:
            name = row.text("account")
            if name in found:
                raise BadValue(_("account “%(name)s” stands in an earlier line already") % {"name": name})
            if name not in known:
                known[name] = _enter(row, name, brand_owner, actor)
                added.append(row)
            found[name] = known[name]
        except REFUSALS as error:
            report.refuse(row, reason_of(error))
    _set_parents(added, found, report)
    return found


def _enter(row: Row, name: str, brand_owner: Organization, actor: Actor) -> int:
    revenue = row.amount("revenue") if row.optional("revenue") else None
    account = Account(
        name=name,
        industry=corrected(row.optional("sector"), INDUSTRIES),
        annual_revenue_millions=revenue,
        employees=row.count("employees"),
        country=corrected(row.optional("office_location"), COUNTRIES),
        external_id=name,
    )
    with transaction.atomic():
        return enter_account(account, actor=actor, partner_id=brand_owner.pk).pk


def _set_parents(added: Sequence[Row], found: dict[str, int], report: Report) -> None:
    """After all are there: a parent may stand below its subsidiary."""
    for row in added:
        parent = row.optional("subsidiary_of")
        if not parent:
            continue
        if parent in found and parent != row.values["account"]:
            Account.objects.filter(pk=found[row.values["account"]]).update(parent_id=found[parent])
        else:
            report.refuse(
                row, _("its parent “%(name)s” is not among the accounts; it went in without") % {"name": parent[:80]}
            )
