from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.entry.presets import close_date_presets


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 2, 3), [date(2026, 3, 5), date(2026, 3, 31), date(2026, 12, 31)]),
        (date(2026, 11, 24), [date(2026, 12, 24), date(2026, 12, 31)]),
        (date(2026, 12, 31), [date(2027, 1, 30)]),
        (date(2026, 12, 1), [date(2026, 12, 31)]),
        (date(2026, 6, 30), [date(2026, 7, 30), date(2026, 12, 31)]),
        (date(2028, 1, 30), [date(2028, 2, 29), date(2028, 3, 31), date(2028, 12, 31)]),
    ],
)
def test_the_days_people_mean(today: date, days: list[date]) -> None:
    assert [day for day, _ in close_date_presets(today)] == days


def test_their_names() -> None:
    assert [name for _, name in close_date_presets(date(2026, 2, 3))] == ["In 30 days", "Mar 31", "Dec 31"]


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_every_day_has_presets_after_it_and_none_twice(today: date) -> None:
    days = [day for day, _ in close_date_presets(today)]
    assert len(days) == len(set(days))
    assert min(days) > today
