"""The measured rows as one table."""

from __future__ import annotations

from datetime import date

from prm.environment import CHECKOUT
from tests.bench.rows import Row

PAGE = CHECKOUT / "docs" / "performance.md"
HEAD = """# Performance

Written by `make bench` on {day}, with {size:,} opportunities beside the demo's. Web (2 processes × 4 threads), worker,
Redis, PostgreSQL and the measuring client share the machine's cores; row-level security is on and the web signs in as
the run-time role. The limit is measured in the same run: for pages the same HTML made from prepared values without a
query, for entering the bare INSERTs of the same rows in one transaction. Ratios count, since machines differ.

| work | figure | limit | ratio | to reach |
|---|---|---|---|---|
"""


def as_text(rows: list[Row], size: int) -> str:
    return HEAD.format(day=date.today(), size=size) + "\n".join(_line(row) for row in rows) + "\n"


def write(text: str) -> None:
    """Replace the measured part of the page; what stands below `## Notes` is kept."""
    notes = ""
    if PAGE.exists() and "## Notes" in (kept := PAGE.read_text()):
        notes = "\n## Notes" + kept.partition("## Notes")[2]
    PAGE.write_text(text + notes)


def _line(row: Row) -> str:
    limit = "" if row.limit is None else f"{row.limit:,.1f} {row.unit}"
    ratio = "" if row.limit is None else f"{row.figure / row.limit:.2f}"
    return f"| {row.work} | {row.figure:,.1f} {row.unit} | {limit} | {ratio} | {row.to_reach} |"
