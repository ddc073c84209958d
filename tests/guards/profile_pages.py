"""Addresses of what assignment knows of a person, and what each visitor gets there.

`agent` is Abe, who reports to Bea; `own` is Ivo, who visits too. Nobody of a partner finds any of it, and people of
partners have none.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.guards.portal_pages import BRAND_OWNERS_ONLY, unanswered
from tests.guards.visits import VISITORS, Visit, everybody

LOOKS = BRAND_OWNERS_ONLY
MAY_EDIT_AGENT = LOOKS | {"ivo": 403, "eve": 403}
MAY_EDIT_OWN = LOOKS | {"bea": 403, "eve": 403}
ONLY_ADMINISTRATORS = MAY_EDIT_OWN | {"ivo": 403}
NOT_THERE = everybody(404)


def removed(expected: Mapping[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expected.items()}


def on_people(agent: Mapping[str, int], own: Mapping[str, int]) -> tuple[Visit, ...]:
    """Visits on both agents, on somebody of a partner, and on nobody."""
    keys = (("agent", agent), ("own", own), ("person", NOT_THERE), ("aaaaaaaaaa", NOT_THERE))
    return tuple(Visit(expected, "", {"key": key}) for key, expected in keys)


def with_form(
    agent: Mapping[str, int], own: Mapping[str, int], post: Mapping[str, object], answer: int
) -> tuple[Visit, ...]:
    """The same, and the form sent: who may gets `answer`."""
    pages = on_people(agent, own)
    sent = [{name: answer if found == 200 else found for name, found in visit.expected.items()} for visit in pages]
    return (
        *pages,
        *(Visit(found, "", visit.values, post=post) for visit, found in zip(pages, sent, strict=True)),
    )


def on_row(name: str) -> tuple[Visit, ...]:
    """Abe's row: seen at Abe, not at somebody else, and not there at all."""
    mine, elsewhere = {"key": "agent", f"{name}_key": name}, {"key": "own", f"{name}_key": name}
    hidden = {who: 404 if status == 200 else status for who, status in MAY_EDIT_AGENT.items()}
    return (
        Visit(MAY_EDIT_AGENT, "", mine),
        Visit(unanswered(MAY_EDIT_AGENT), "", mine, post={}),
        Visit(everybody(404, bea=403, eve=403, ivo=403 if name == "skill" else 404), "", elsewhere),
        Visit(hidden, "", mine | {f"{name}_key": "aaaaaaaaaa"}),
    )


def on_removal(name: str) -> tuple[Visit, ...]:
    mine = {"key": "agent", f"{name}_key": name}
    return (Visit(everybody(405), "", mine), Visit(removed(MAY_EDIT_AGENT), "", mine, post={}))


AVAILABILITY = (MAY_EDIT_AGENT, MAY_EDIT_OWN)
SKILLS = (MAY_EDIT_AGENT, ONLY_ADMINISTRATORS)
PROFILE: dict[str, tuple[Visit, ...]] = {
    "my_workload": (Visit(removed(LOOKS)), Visit(everybody(405), post={})),
    "assignment:availability": (*on_people(LOOKS, LOOKS), Visit(everybody(405), "", {"key": "agent"}, post={})),
    "assignment:skills": (*on_people(LOOKS, LOOKS), Visit(everybody(405), "", {"key": "agent"}, post={})),
    "assignment:set_away": with_form(*AVAILABILITY, {"substitute": "aaaaaaaaaa"}, 422),
    "assignment:set_languages": with_form(*AVAILABILITY, {}, 302),
    "assignment:set_hours": with_form(*AVAILABILITY, {}, 422),
    "assignment:set_capacity": with_form(*SKILLS, {"capacity": "15"}, 302),
    "assignment:add_time_off": with_form(*AVAILABILITY, {}, 422),
    "assignment:change_time_off": on_row("time_off"),
    "assignment:remove_time_off": on_removal("time_off"),
    "assignment:add_skill": with_form(*SKILLS, {}, 422),
    "assignment:set_place": with_form(*SKILLS, {}, 302),
    "assignment:change_skill": on_row("skill"),
    "assignment:remove_skill": on_removal("skill"),
}
assert all(set(visit.expected) == set(VISITORS) for visits in PROFILE.values() for visit in visits)
