import csv
import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from opportunities.exports.columns import headings
from opportunities.exports.files import csv_pieces, file_name, write_workbook

ROWS = [["'=1", 'Zoë, "the" buyer\nat last', Decimal("1.50"), date(2026, 9, 15), None], ["b\x0b", "", 0, None, None]]


def test_csv_comes_in_pieces_and_reads_back() -> None:
    pieces = list(csv_pieces(["one", "two"], [[ROWS[0]], [ROWS[1]]]))
    assert len(pieces) == 3
    assert pieces[0] == "\ufeffone,two\r\n"
    read = list(csv.reader(io.StringIO("".join(pieces[1:]))))
    assert read[0] == ["'=1", 'Zoë, "the" buyer\nat last', "1.50", "2026-09-15", ""]


def test_a_workbook_reads_back() -> None:
    file, told = io.BytesIO(), []
    write_workbook(file, [[ROWS[0]], [ROWS[1]]], told.append)
    sheet = load_workbook(io.BytesIO(file.getvalue())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == headings()
    assert [cell.value for cell in sheet[2]][:3] == ["'=1", 'Zoë, "the" buyer\nat last', 1.5]
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].value == "b"
    assert told == [1, 2]


def test_the_name_says_what_and_when() -> None:
    assert file_name("team", date(2026, 9, 15), "csv") == "opportunities-team-2026-09-15.csv"
