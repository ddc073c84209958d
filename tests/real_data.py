"""Where the public CRM data set lies, which is never part of the project."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from prm.environment import CHECKOUT

NAME = "crm-sales-opportunities"


def real_data_folder() -> Path:
    """PRM_DATA or the place beside the checkout; skips the test where there is no such folder."""
    given = os.environ.get("PRM_DATA")
    place = Path(given) if given else CHECKOUT.parent / "shared" / "data"
    for folder in (place / NAME, place):
        if (folder / "sales_pipeline.csv").is_file():
            return folder
    pytest.skip(f"no real data: {place} is absent (PRM_DATA names another place)")


def real_names() -> set[str]:
    """Every account, product, product line, person, partner and territory of the data set."""
    folder = real_data_folder()
    columns = {
        "accounts.csv": ("account", "subsidiary_of"),
        "products.csv": ("product", "series"),
        "sales_teams.csv": ("sales_agent", "manager", "regional_office"),
    }
    found: set[str] = set()
    for file, wanted in columns.items():
        with (folder / file).open(encoding="utf-8-sig", newline="") as rows:
            found.update(row[column] for row in csv.DictReader(rows) for column in wanted if row[column])
    return found
