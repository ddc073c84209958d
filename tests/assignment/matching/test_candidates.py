"""Where candidates come from, and who is never considered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assignment.matching import Listed, Source
from tests.assignment.matching.building import NOW, assigned, deal, outcome, person, rule, run

BEA = person("bea", role="channel_manager")
ABE = person("abe", role="agent", territories=("Bay", "West", "US"))
UMA = person("uma", role="agent", territories=("East", "US"))
PAT = person("pat", partner="cardinal", role="agent", territories=("Bay", "West", "US"))
OLGA = person("olga", partner="harborline", territories=("Bay", "West", "US"))
EVERYBODY = [BEA, ABE, UMA, PAT, OLGA]
DEAL = deal(partner="cardinal", channel_manager="bea", territory="West", account_team=("uma", "olga", "gone"))


@pytest.mark.parametrize(
    ("source", "source_value", "people"),
    [
        (Source.CHANNEL_MANAGER, None, {"bea"}),
        (Source.TERRITORY, "West", {"abe", "pat"}),
        (Source.TERRITORY, "US", {"abe", "uma", "pat"}),
        (Source.TERRITORY, None, {"abe", "pat"}),
        (Source.TERRITORY, "Nowhere", set()),
        (Source.ROLE, "agent", {"abe", "uma"}),
        (Source.ROLE, None, set()),
        (Source.ACCOUNT_TEAM, None, {"uma"}),
        (Source.EVERYBODY, None, {"bea", "abe", "uma", "pat"}),
    ],
)
def test_sources(source: Source, source_value: str | None, people: set[str]) -> None:
    assert set(assigned(run(rule("R1", source=source, source_value=source_value), EVERYBODY, DEAL))) == people


def test_a_territory_takes_in_those_below_it_but_not_those_above() -> None:
    boss = person("boss", territories=("US",))
    result = run(rule("R1", source=Source.TERRITORY, source_value="West"), [ABE, boss], DEAL)
    assert set(assigned(result)) == {"abe"}


def test_no_territory_no_candidates() -> None:
    result = run(rule("R1", source=Source.TERRITORY), EVERYBODY, deal())
    assert result.rule_outcomes["R1"] == "no_assignee"


def test_nobody_of_another_partner_also_when_listed() -> None:
    assert set(assigned(run(rule("R1", "olga", "pat", "abe"), EVERYBODY, DEAL))) == {"pat", "abe"}
    assert set(assigned(run(rule("R1", "olga", "pat", "abe"), EVERYBODY, deal()))) == {"abe"}


def test_nobody_inactive() -> None:
    result = run(rule("R1", "abe", "uma"), [person("abe", active=False), UMA])
    assert set(assigned(result)) == {"uma"}
    assert outcome(result, "R1", "abe") is None


def test_people_that_are_gone_are_left_out() -> None:
    assert set(assigned(run(rule("R1", "gone", "uma"), [UMA]))) == {"uma"}


@pytest.mark.parametrize(
    ("capacity", "open_load", "expected"),
    [(None, 1000, "assigned"), (5, 4, "assigned"), (5, 5, "removed_capacity"), (0, 0, "removed_capacity")],
)
def test_capacity(capacity: int | None, open_load: int, expected: str) -> None:
    result = run(rule("R1", "abe"), person("abe", capacity=capacity, open_load=open_load))
    assert outcome(result, "R1", "abe") == expected


def test_candidate_scores() -> None:
    result = run(rule("R1", Listed("abe", 7), "uma", score=3), [ABE, UMA])
    assert assigned(result) == {"abe": {"R1": 10}, "uma": {"R1": 3}}


@pytest.mark.parametrize(("offset", "there"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_candidates_own_dates_are_half_open(offset: int, there: bool) -> None:
    listed = Listed("abe", 5, activation=NOW, expiration=NOW + timedelta(seconds=60))
    result = run(rule("R1", listed, "uma"), [ABE, UMA], now=NOW + timedelta(seconds=offset))
    assert ("abe" in assigned(result)) is there
    assert assigned(result)["uma"] == {"R1": 0}


def test_those_who_declined_are_not_proposed_again() -> None:
    result = run(rule("R1", "abe", "uma"), [ABE, UMA], deal(declined=frozenset({"abe"})))
    assert set(assigned(result)) == {"uma"}
    assert outcome(result, "R1", "abe") == "declined"
