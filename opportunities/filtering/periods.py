"""Periods in which an opportunity is to close, counted from today, so that a saved search stays true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from opportunities.querysets import OpportunityQuerySet

OVERDUE, SOON = "overdue", "soon"
SOON_DAYS = 30
PERIODS = [
    (OVERDUE, _("overdue")),
    (SOON, _("in the next 30 days")),
    ("month", _("this month")),
    ("quarter", _("this quarter")),
    ("next_quarter", _("next quarter")),
    ("year", _("this year")),
]


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` on, before `end`; None where it has no such limit. `only_open` leaves out what is closed."""

    start: date | None
    end: date
    only_open: bool = False

    def of(self, rows: OpportunityQuerySet) -> OpportunityQuerySet:
        """The rows whose close date lies in it."""
        rows = rows.filter(close_date__lt=self.end)
        if self.start is not None:
            rows = rows.filter(close_date__gte=self.start)
        return rows.open() if self.only_open else rows


def period(name: str, today: date) -> Period:
    """The period of one of the names in PERIODS. Raises KeyError for another."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    following = _months_later(quarter, 3)
    month = today.replace(day=1)
    return {
        OVERDUE: Period(None, today, only_open=True),
        SOON: Period(today, today + timedelta(days=SOON_DAYS + 1)),
        "month": Period(month, _months_later(month, 1)),
        "quarter": Period(quarter, following),
        "next_quarter": Period(following, _months_later(following, 3)),
        "year": Period(date(today.year, 1, 1), date(today.year + 1, 1, 1)),
    }[name]


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
