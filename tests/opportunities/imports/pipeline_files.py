"""A small pipeline of CSV files, written by the tests."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.management import CommandError, call_command

TEAMS = """sales_agent,manager,regional_office
Ira Novak,Mo Castell,Lakes
Lena Ruiz,Mo Castell,Lakes
Tom Adeyemi,Sue Park,Coast
"""
PRODUCTS = """product,series,sales_price
GTX Pro,GTX,4821
MG Special,MG,55.50
"""
ACCOUNTS = """account,sector,year_established,revenue,employees,office_location,subsidiary_of
Wellmont,technolgy,1996,1100.04,2822,Philipines,Oakline
Oakline,medical,1999,251.41,495,Kenya,
"""
HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
PIPELINE = (
    "O1,Ira Novak,GTXPro,Wellmont,Won,2016-10-20,2017-03-01,4500",
    "O2,Ira Novak,MG Special,Oakline,Lost,2016-11-01,2016-12-24,0",
    "O3,Tom Adeyemi,GTX Pro,,Engaging,2017-06-30,,",
    "O4,Tom Adeyemi,MG Special,Wellmont,Prospecting,,,",
)
FILES = ("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv")


def write_files(
    folder: Path, *rows: str, teams: str = TEAMS, products: str = PRODUCTS, accounts: str = ACCOUNTS
) -> Path:
    """The four files, the pipeline with `rows` or else the four good ones."""
    pipeline = "\n".join([HEADER, *(rows or PIPELINE)]) + "\n"
    for name, text in zip(FILES, (teams, products, accounts, pipeline), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run_import(folder: Path) -> tuple[str, str, str]:
    """What the command printed, the rows that it refused, and its last word where it failed."""
    out, refused = io.StringIO(), io.StringIO()
    try:
        call_command("import_pipeline", str(folder), stdout=out, stderr=refused)
    except CommandError as error:
        return out.getvalue(), refused.getvalue(), str(error)
    return out.getvalue(), refused.getvalue(), ""
