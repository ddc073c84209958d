"""Variants: a case with some places set anew, addressed by dotted paths; members of lists by their id."""

from copy import deepcopy
from typing import Any

from .nodes import Node, spelled

IDENTITIES = ("id", "person")


def with_changes(case: dict[str, Any], changes: Node | None) -> dict[str, Any]:
    """A copy of the case. Raises CaseFileError for a path that leads nowhere."""
    changed = deepcopy(case)
    for path, change in changes.entries() if changes else ():
        steps = path.split(".")
        place: Any = changed
        for step in steps[:-1]:
            place = _inside(place, step, change)
        _set(place, steps[-1], change)
    return changed


def _inside(place: Any, step: str, change: Node) -> Any:
    """A mapping that was left out is made, as the defaults are empty ones."""
    if isinstance(place, dict):
        if place.get(_key(place, step)) is None:
            place[_key(place, step)] = {}
        return place[_key(place, step)]
    if isinstance(place, list):
        return place[_index(place, step, change)]
    return change.fail(f"a path into mappings and lists, {step!r} is below a single value")


def _set(place: Any, step: str, change: Node) -> None:
    if isinstance(place, dict):
        place[_key(place, step)] = change.value
    elif isinstance(place, list):
        place[_index(place, step, change)] = change.value
    else:
        change.fail(f"a path into mappings and lists, {step!r} is below a single value")


def _key(place: dict[Any, Any], step: str) -> Any:
    return next((key for key in place if spelled(key) == step), step)


def _index(place: list[Any], step: str, change: Node) -> int:
    for index, member in enumerate(place):
        identities = [member.get(key) for key in IDENTITIES] if isinstance(member, dict) else []
        if any(identity is not None and spelled(identity) == step for identity in identities):
            return index
    return change.fail(f"the id of a member of the list, there is no {step!r}")
