import pytest

from opportunities.exports.columns import COLUMNS, headings, safe


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("Line 3 = new", "Line 3 = new"),
        ("", ""),
        ("مرحبا ❤️", "مرحبا ❤️"),
    ],
)
def test_no_cell_is_a_formula(typed: str, written: str) -> None:
    assert safe(typed) == written


def test_every_column_has_its_heading() -> None:
    assert len(set(headings())) == len(COLUMNS)
