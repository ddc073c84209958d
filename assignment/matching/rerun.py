"""On a run over an opportunity that has a team already: which people added by a rule no longer qualify."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .bits import numbers_in
from .candidates import Scene
from .facts import PersonId, TeamMember
from .outcomes import furthest_outcomes
from .passes import GroupPass
from .rules import GroupId


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody whom a rule added and who no longer qualifies: to be removed, or only flagged.

    `why` is the furthest outcome in the group's rules, or `not_considered`.
    """

    person: PersonId
    group: GroupId | None
    remove: bool
    why: str


def find_leaving(passes: Sequence[GroupPass], scene: Scene, assigned: Collection[PersonId]) -> tuple[Leaving, ...]:
    """People added by hand never leave; nobody leaves for a group that was not run."""
    by_group = {done.compiled.group.id: done for done in passes}
    found = []
    for member in scene.opportunity.team:
        done = by_group.get(member.group)
        if member.by_rule and member.person not in assigned and done and done.outcome.was_asked:
            remove = done.compiled.group.replace and not member.engaged
            found.append(Leaving(member.person, member.group, remove, _why(member, done, scene)))
    return tuple(found)


def _why(member: TeamMember, done: GroupPass, scene: Scene) -> str:
    number = scene.people.number.get(member.person)
    if number is None or number not in set(numbers_in(scene.eligible)):
        return "not_considered"
    return str(furthest_outcomes(done.evaluations.values()).get(number, "not_considered"))
