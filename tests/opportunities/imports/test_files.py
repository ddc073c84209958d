"""Files that cannot be read: one line that says which and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.opportunities.imports.pipeline_files import FILES, run_import, write_files

pytestmark = pytest.mark.django_db


def test_missing_folder(tmp_path: Path) -> None:
    assert run_import(tmp_path / "nowhere")[2] == f"There is no folder {tmp_path / 'nowhere'}."


@pytest.mark.parametrize("name", FILES)
def test_missing_file(name: str, tmp_path: Path) -> None:
    (write_files(tmp_path) / name).unlink()
    assert run_import(tmp_path)[2] == f"{tmp_path / name} cannot be read: No such file or directory."


def test_missing_column(tmp_path: Path) -> None:
    write_files(tmp_path, teams="sales_agent,boss\nIra Novak,Mo Castell\n")
    assert run_import(tmp_path)[2] == "sales_teams.csv lacks the column manager, regional_office."


def test_not_text(tmp_path: Path) -> None:
    (write_files(tmp_path) / "accounts.csv").write_bytes("account,sector\nCafé,".encode("latin-1"))
    assert run_import(tmp_path)[2] == "accounts.csv is not UTF-8 text: save it as CSV UTF-8."


def test_empty_file(tmp_path: Path) -> None:
    (write_files(tmp_path) / "products.csv").write_text("")
    assert run_import(tmp_path)[2] == "products.csv lacks the column product, series, sales_price."
