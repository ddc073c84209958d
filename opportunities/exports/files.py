"""An exported list as CSV, piece by piece, and as an Excel workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from opportunities.exports.columns import Cell, headings

# Tells Excel that it is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Line:
    """What csv writes to: hands back each line instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(heads: list[str], chunks: Iterable[list[list[Cell]]]) -> Iterator[str]:
    """The text of a CSV file: the headings, then a piece for each chunk of rows."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(heads)
    for rows in chunks:
        yield "".join(writer.writerow(row) for row in rows)


def write_workbook(
    file: IO[bytes], chunks: Iterable[list[list[Cell]]], tell: Callable[[int], None] = lambda count: None
) -> None:
    """Write the rows as a workbook of one sheet; `tell` gets how many rows there are after each chunk."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Opportunities"))
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, value=heading) for heading in headings()]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    count = 0
    for rows in chunks:
        for row in rows:
            sheet.append([_written(cell) for cell in row])
        count += len(rows)
        tell(count)
    workbook.save(file)


def _written(cell: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def file_name(list_name: str, day: date, kind: str) -> str:
    """`opportunities-team-2026-09-15.csv`."""
    return f"opportunities-{list_name}-{day:%Y-%m-%d}.{kind}"
