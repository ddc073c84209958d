from __future__ import annotations

from typing import Any

import pytest

from prm.core.rls import acting_as
from prm.notifications.models import Notice
from prm.notifications.words import closed_words, names_in, words_of
from tests.opportunities.scene import Scene

NAMES = {1: "Pam Okafor", 2: "Bea Lindqvist"}
Kind = Notice.Kind


def said(kind: str, **parameters: Any) -> tuple[str, str]:
    words = words_of(kind, {"by": 1} | parameters, opportunity="Routers 100%", names=NAMES)
    return words.headline, words.detail


@pytest.mark.parametrize(
    ("kind", "parameters", "headline", "detail"),
    [
        (Kind.ADDED, {}, "You are on the sales team of “Routers 100%”", "Pam Okafor added you to the sales team."),
        (
            Kind.ADDED,
            {"by": None},
            "You are on the sales team of “Routers 100%”",
            "An assignment rule added you to the sales team.",
        ),
        (Kind.ADDED, {"by": 9}, "You are on the sales team of “Routers 100%”", "Somebody added you to the sales team."),
        (Kind.PRIMARY, {"how": "on"}, "You are primary of “Routers 100%”", "Pam Okafor made you primary."),
        (
            Kind.PRIMARY,
            {"how": "over"},
            "You are primary of “Routers 100%”",
            "Pam Okafor handed the deal over to the brand owner.",
        ),
        (
            Kind.PRIMARY,
            {"how": "back"},
            "You are primary of “Routers 100%”",
            "Pam Okafor handed the deal back to the partner.",
        ),
        (
            Kind.NO_LONGER_PRIMARY,
            {"how": "on", "other": 2},
            "You are no longer primary of “Routers 100%”",
            "Pam Okafor made Bea Lindqvist primary.",
        ),
        (
            Kind.NO_LONGER_PRIMARY,
            {"how": "over", "other": 2},
            "You are no longer primary of “Routers 100%”",
            "Pam Okafor handed the deal over to the brand owner: Bea Lindqvist is primary now.",
        ),
        (
            Kind.NO_LONGER_PRIMARY,
            {"how": "back", "other": 9},
            "You are no longer primary of “Routers 100%”",
            "Pam Okafor handed the deal back to the partner: somebody is primary now.",
        ),
        (Kind.WON, {}, "“Routers 100%” is won", "Pam Okafor closed it as won."),
        (Kind.LOST, {}, "“Routers 100%” is lost", "Pam Okafor closed it as lost."),
        (
            Kind.WIN_ASKED,
            {},
            "Confirm the win of “Routers 100%”",
            "Pam Okafor closed it as won and waits for you to confirm the win or to return it.",
        ),
        (Kind.WIN_CONFIRMED, {}, "The win of “Routers 100%” is confirmed", "Pam Okafor confirmed it."),
        (
            Kind.WIN_RETURNED,
            {"reason": "5 % is missing"},
            "The win of “Routers 100%” was returned",
            "Pam Okafor did not confirm it: 5 % is missing",
        ),
        (
            Kind.NOBODY,
            {"by": None, "reasons": [{"code": "unassigned", "group": "Agents", "people": {"removed_required": 2}}]},
            "Assignment found nobody for “Routers 100%”",
            "Nobody was found for “Agents”: 2 people were considered, 2 not fitting. Add somebody by hand.",
        ),
    ],
)
def test_words(kind: str, parameters: dict[str, Any], headline: str, detail: str) -> None:
    assert said(kind, **parameters) == (headline, detail)


def test_what_cannot_be_opened_has_no_name() -> None:
    assert closed_words().detail == ""


def test_names_are_those_that_the_reader_may_see(scene: Scene) -> None:
    pat = scene.actor("pat")
    people = {name: scene.people[name].pk for name in ("pia", "bea", "olga")}
    parameters = [{"by": people["pia"], "other": people["bea"]}, {"by": people["olga"]}, {"by": None}]
    with acting_as(pat):
        assert set(names_in(parameters)) == {people["pia"], people["bea"]}
        assert names_in([{"by": None}]) == {}
