"""The verb that brings the pipeline of another system into the portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import Entry
from opportunities.entry.reference import ReferenceData
from opportunities.imports import accounts, catalog, directory, pipeline
from opportunities.imports.files import BadFolder, BadValue, Row, read_rows
from opportunities.imports.report import REFUSALS, Progress, Report, reason_of
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

CHUNK = 500

Pair = tuple[Row, Entry]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the four files."""

    teams: list[Row]
    products: list[Row]
    accounts: list[Row]
    pipeline: list[Row]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many opportunities an import added, and how many of the file were there before."""

    added: int
    there: int


def import_pipeline(folder: Path, *, report: Report, chunk: int = CHUNK) -> Imported:
    """Read a folder of CSV files into the portal, as the system and in transactions of `chunk` opportunities.

    A broken row is reported and left out. What an earlier import brought is not touched, so that one which was cut
    off is completed by running it again. Raises BadFolder.
    """
    tables = _read(folder, report)
    known = _take_what_rows_refer_to(tables, report)
    new, there = _entries(tables.pipeline, known, report)
    progress = Progress(report.say, _("opportunities"), len(new))
    with acting_as(SYSTEM):
        reference = ReferenceData.load()
    pairs, added = iter(new), 0
    while part := list(islice(pairs, chunk)):
        added += _enter(part, reference, report)
        progress.advance(len(part))
    return Imported(added, there)


def _read(folder: Path, report: Report) -> Tables:
    if not folder.is_dir():
        raise BadFolder(_("There is no folder %(folder)s.") % {"folder": folder})
    return Tables(
        teams=list(read_rows(folder, "sales_teams.csv", directory.COLUMNS, report.refuse)),
        products=list(read_rows(folder, "products.csv", catalog.COLUMNS, report.refuse)),
        accounts=list(read_rows(folder, "accounts.csv", accounts.COLUMNS, report.refuse)),
        pipeline=list(read_rows(folder, "sales_pipeline.csv", pipeline.COLUMNS, report.refuse)),
    )


def _take_what_rows_refer_to(tables: Tables, report: Report) -> pipeline.Known:
    """Organizations, people, products and accounts, all in one transaction."""
    today = timezone.localdate()
    engaged = pipeline.engage_dates(tables.pipeline, today)
    with acting_as(SYSTEM):
        brand_owner = directory.ensure_brand_owner(SYSTEM)
        return pipeline.Known(
            sellers=directory.take_teams(tables.teams, brand_owner, actor=SYSTEM, report=report),
            products=catalog.take_products(tables.products, min(engaged, default=today), actor=SYSTEM, report=report),
            accounts=accounts.take_accounts(tables.accounts, brand_owner, actor=SYSTEM, report=report),
            latest_engage_date=max(engaged, default=None),
            today=today,
        )


def _entries(rows: Sequence[Row], known: pipeline.Known, report: Report) -> tuple[list[Pair], int]:
    """The rows to enter, and how many the portal has already."""
    stored = _stored_ids([seller.partner_id for seller in known.sellers.values()])
    seen: set[str] = set()
    new: list[Pair] = []
    there = 0
    for row in rows:
        try:
            entry = pipeline.entry_of(row, known)
            if entry.external_id in seen:
                raise BadValue(
                    _("opportunity_id “%(id)s” stands in an earlier line already") % {"id": entry.external_id}
                )
        except BadValue as error:
            report.refuse(row, error)
            continue
        seen.add(entry.external_id)
        if entry.external_id in stored:
            there += 1
        else:
            new.append((row, entry))
    return new, there


def _stored_ids(partners: Sequence[int]) -> set[str]:
    with acting_as(SYSTEM):
        brought = Opportunity.objects.filter(partner_id__in=partners).exclude(external_id="")
        return set(brought.values_list("external_id", flat=True))


def _enter(pairs: Sequence[Pair], reference: ReferenceData, report: Report) -> int:
    """Enter a chunk in one transaction; where one row spoils it, each is entered alone. Returns how many went in."""
    try:
        with acting_as(SYSTEM):
            return len(enter_opportunities([entry for _row, entry in pairs], actor=SYSTEM, reference=reference))
    except REFUSALS as error:
        if len(pairs) == 1:
            report.refuse(pairs[0][0], reason_of(error))
            return 0
    return sum(_enter([pair], reference, report) for pair in pairs)
