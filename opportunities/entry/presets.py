"""Close dates that people often mean."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def close_date_presets(today: date) -> list[tuple[date, str]]:
    """In 30 days, the end of this quarter, the end of the year; those that fall on the same day once."""
    quarter_month = (today.month - 1) // 3 * 3 + 3
    quarter_end = _month_end(today.year, quarter_month)
    year_end = date(today.year, 12, 31)
    days = {today + timedelta(days=30): _("In 30 days")}
    for day in (quarter_end, year_end):
        if day > today:
            days.setdefault(day, date_format(day, "M j"))
    return list(days.items())


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
