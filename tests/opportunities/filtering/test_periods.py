from datetime import date

import pytest

from opportunities.filtering.periods import PERIODS, period
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "today", "start", "end"),
    [
        ("overdue", TODAY, None, TODAY),
        ("soon", TODAY, TODAY, date(2026, 12, 25)),
        ("month", TODAY, date(2026, 11, 1), date(2026, 12, 1)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        ("quarter", TODAY, date(2026, 10, 1), date(2027, 1, 1)),
        ("quarter", date(2024, 2, 29), date(2024, 1, 1), date(2024, 4, 1)),
        ("next_quarter", TODAY, date(2027, 1, 1), date(2027, 4, 1)),
        ("year", TODAY, date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_from_when_to_when(name: str, today: date, start: date | None, end: date) -> None:
    found = period(name, today)
    assert (found.start, found.end) == (start, end)


def test_every_name_has_a_period() -> None:
    assert all(period(name, TODAY).end for name, _ in PERIODS)


def test_what_is_closed_is_not_overdue(scene: Scene) -> None:
    for name, day, stage in (("late", 23, ""), ("won", 23, "won"), ("today", 24, "")):
        entered(scene, "pat", name=name, stage=stage, close_date=date(2026, 11, day))
    with acting_as(SYSTEM):
        found = period("overdue", TODAY).of(Opportunity.objects.all())
        assert [row.name for row in found] == ["late"]
        assert period("month", TODAY).of(Opportunity.objects.all()).count() == 3
