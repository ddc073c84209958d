"""Reading CSV files row by row, with the line each row stands in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _


class BadFolder(Exception):
    """The files cannot be read at all; the message is one line that says what to do."""


class BadValue(ValueError):
    """A row that cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column and where it stands."""

    file: str
    line: int
    values: dict[str, str]

    def optional(self, column: str) -> str:
        return self.values[column]

    def text(self, column: str) -> str:
        """Raises BadValue where the column is empty."""
        if not self.values[column]:
            raise BadValue(_("%(column)s is empty") % {"column": column})
        return self.values[column]

    def amount(self, column: str) -> Decimal:
        """A number of 0 or more, with a decimal point. Raises BadValue."""
        text = self.text(column)
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            raise BadValue(
                _("%(column)s “%(text)s” is not a number of 0 or more") % {"column": column, "text": text[:40]}
            )
        return number

    def count(self, column: str) -> int | None:
        """A whole number, None where the column is empty. Raises BadValue."""
        text = self.values[column]
        if text and not (text.isascii() and text.isdigit()):
            raise BadValue(_("%(column)s “%(text)s” is not a whole number") % {"column": column, "text": text[:40]})
        return int(text) if text else None

    def day(self, column: str) -> date | None:
        """A day as 2017-03-01, None where the column is empty. Raises BadValue."""
        text = self.values[column]
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            day = date.min
        if day is not None and not 1970 <= day.year <= 9000:
            raise BadValue(
                _("%(column)s “%(text)s” is not a day like 2017-03-01") % {"column": column, "text": text[:40]}
            )
        return day


def read_rows(folder: Path, name: str, columns: Sequence[str], refuse: Callable[[Row, object], None]) -> Iterator[Row]:
    """The rows of `folder/name`; rows that cannot be split into columns are refused and left out.

    Raises BadFolder where the file is missing, is not UTF-8 or lacks a column.
    """
    path = folder / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(reader, name, columns)
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    refuse(Row(name, reader.line_num, {}), error)
                    continue
                if any(cells):
                    yield from _row(name, reader.line_num, header, cells, refuse)
    except UnicodeDecodeError:
        raise BadFolder(_("%(file)s is not UTF-8 text: save it as CSV UTF-8.") % {"file": name}) from None
    except OSError as error:
        raise BadFolder(_("%(file)s cannot be read: %(why)s.") % {"file": path, "why": error.strerror}) from None


def _header(reader: Iterator[list[str]], name: str, columns: Sequence[str]) -> list[str]:
    header = [column.strip() for column in next(reader, [])]
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadFolder(_("%(file)s lacks the column %(missing)s.") % {"file": name, "missing": ", ".join(missing)})
    return header


def _row(
    name: str, line: int, header: list[str], cells: list[str], refuse: Callable[[Row, object], None]
) -> Iterator[Row]:
    row = Row(name, line, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
    if len(cells) != len(header):
        refuse(
            row,
            _("%(count)d columns where the first line has %(wanted)d") % {"count": len(cells), "wanted": len(header)},
        )
    elif any("\x00" in cell for cell in cells):
        refuse(row, _("it contains a character that cannot be stored"))
    else:
        yield row
