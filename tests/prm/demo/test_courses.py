from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from prm.demo.courses import LONGEST_AGE, course, expected_close, working_day

TODAY = date(2026, 11, 24)
OPEN = ["prospecting", "qualification", "proposal", "negotiation"]


@pytest.mark.parametrize("is_open", [True, False])
def test_course_is_possible(is_open: bool) -> None:
    random = Random(7)
    for path in (course(random, TODAY, is_open=is_open) for _ in range(300)):
        days = [since for _stage, since in path.stages]
        assert path.is_open == is_open == (path.stage in OPEN)
        assert TODAY - timedelta(days=LONGEST_AGE + 3) <= path.entered_on <= TODAY
        assert all(earlier < later for earlier, later in pairwise(days))
        assert [stage for stage, _since in path.stages if stage in OPEN] == OPEN[: len(path.stages) - (not is_open)]
        assert path.closed_on in (None, days[-1])


def test_every_outcome_and_stage_is_met() -> None:
    random = Random(7)
    paths = [course(random, TODAY, is_open=number % 2 == 0) for number in range(300)]
    assert {path.stage for path in paths} == {*OPEN, "won", "lost"}


def test_most_open_deals_close_in_the_future() -> None:
    random = Random(7)
    days = [expected_close(random, course(random, TODAY, is_open=True), TODAY) for _ in range(300)]
    assert 5 <= sum(day < TODAY for day in days) <= 60
    assert max(days) < TODAY + timedelta(days=160)


def test_working_day() -> None:
    assert working_day(date(2026, 11, 24)) == date(2026, 11, 24)
    assert working_day(date(2026, 11, 28)) == working_day(date(2026, 11, 29)) == date(2026, 11, 27)
