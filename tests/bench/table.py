"""The measured rows of all sizes as one table."""

from __future__ import annotations

from datetime import date

from prm.environment import CHECKOUT
from tests.bench.row import Row

PAGE = CHECKOUT / "docs" / "performance.md"
HEAD = """# Performance

Written by `make bench` on {day}, with {sizes} opportunities beside the demo's. Web (2 processes × 4 threads), worker,
Redis, PostgreSQL and the measuring client share the machine's cores; row-level security is on and the web signs in as
the run-time role. The limit is measured in the same run, with the largest book: for pages the same HTML made from
prepared values without a query, for what is written the bare rows. The ratio is that of the largest book's figure to
its limit, the growth that of the largest book's figure to the smallest's. Ratios count, since machines differ.

"""
Measured = dict[int, list[Row]]


def as_text(measured: Measured) -> str:
    """`measured` holds the rows of each size; all have the same work in the same order."""
    sizes = sorted(measured)
    heads = ["work", *(f"{size:,}" for size in sizes), "limit", "ratio", "growth", "to reach"]
    lines = [
        heads,
        ["---"] * len(heads),
        *(_cells(rows) for rows in zip(*(measured[size] for size in sizes), strict=True)),
    ]
    names = " / ".join(f"{size:,}" for size in sizes)
    return HEAD.format(day=date.today(), sizes=names) + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write(text: str) -> None:
    """Replace the measured part of the page; what stands below `## Notes` is kept."""
    notes = ""
    if PAGE.exists() and "## Notes" in (kept := PAGE.read_text()):
        notes = "\n## Notes" + kept.partition("## Notes")[2]
    PAGE.write_text(text + notes)


def _cells(rows: tuple[Row, ...]) -> list[str]:
    first, last = rows[0], rows[-1]
    limit = "" if last.limit is None else f"{last.limit:,.1f} {last.unit}"
    ratio = "" if last.limit is None else f"{last.figure / last.limit:.2f}"
    growth = f"{last.figure / first.figure:.2f}" if len(rows) > 1 else ""
    return [last.work, *(f"{row.figure:,.1f} {row.unit}" for row in rows), limit, ratio, growth, last.to_reach]
