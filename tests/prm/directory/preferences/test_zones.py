from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from prm.directory.preferences import zones


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones.timezone, "now", lambda: datetime(2026, 1, 15, 9, 41, tzinfo=UTC))


@pytest.mark.usefixtures("january")
def test_cities_stand_first_below_their_continent() -> None:
    groups = {heading: dict(choices) for heading, choices in zones.zone_choices("UTC")}
    assert groups["America"]["America/New_York"] == "New York, UTC−05:00"
    assert groups["America"]["America/Argentina/Buenos_Aires"] == "Buenos Aires (Argentina), UTC−03:00"
    assert groups["Asia"]["Asia/Kolkata"] == "Kolkata, UTC+05:30"
    assert groups["World"] == {"UTC": "UTC, UTC+00:00"}


def test_every_offered_zone_exists_and_stands_once() -> None:
    names = [name for _heading, choices in zones.zone_choices("UTC") for name, _label in choices]
    assert len(names) == len(set(names)) > 400
    assert set(names) <= available_timezones()
    assert {"Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Antarctica/Troll"} <= set(names)


def test_the_present_zone_is_offered_whatever_it_is_called() -> None:
    assert ("World", "EST5EDT") in [
        (heading, name) for heading, choices in zones.zone_choices("EST5EDT") for name, _label in choices
    ]


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("zone", ["America/New_York", "America/Argentina/Buenos_Aires", "UTC"])
def test_a_zone_is_called_as_it_is_chosen(zone: str) -> None:
    chosen = {name: label for _heading, choices in zones.zone_choices(zone) for name, label in choices}
    assert zones.zone_name(zone) == chosen[zone]
