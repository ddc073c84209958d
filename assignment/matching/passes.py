"""Each group is a pass of its own: segments ascend until one has an assignee; exclusive rules supersede the rest."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .bits import numbers_in
from .candidates import Scene
from .compiled_rules import CompiledGroup, CompiledRules
from .evaluation import Evaluation, evaluate, total_of
from .facts import PersonId
from .ordering import identity_order
from .standings import is_full


class GroupOutcome(StrEnum):
    ASSIGNED = "assigned"
    FALLBACK = "fallback"
    UNASSIGNED = "unassigned"
    NOT_RUN = "not_run"
    NOT_DIRECT = "not_direct"

    @property
    def was_asked(self) -> bool:
        """Whether the group looked for people at all."""
        return self not in (GroupOutcome.NOT_RUN, GroupOutcome.NOT_DIRECT)


@dataclass(slots=True)
class GroupPass:
    """What came of one group: `last_segment` was the last evaluated, `skipped` are rules a closed deal leaves out."""

    compiled: CompiledGroup
    outcome: GroupOutcome = GroupOutcome.UNASSIGNED
    evaluations: dict[int, Evaluation] = field(default_factory=dict)
    last_segment: int = -1
    skipped: int = 0
    exclusive_won: bool = False
    fallback: PersonId | None = None

    def winners(self) -> list[Evaluation]:
        """The rules that assigned somebody and weren't superseded, in the order they ran."""
        return [result for result in self.evaluations.values() if result.chosen and not result.superseded]


@dataclass(frozen=True, slots=True)
class Ran:
    """All groups of one run, with what is needed to tell about it. `active` are the rules that held at the moment."""

    passes: tuple[GroupPass, ...]
    scene: Scene
    compiled: CompiledRules
    active: int


def run_group(compiled: CompiledGroup, rules: CompiledRules, scene: Scene, runnable: int) -> GroupPass:
    """Evaluates the group's rules among `runnable` (active and not ruled out by the index)."""
    done = GroupPass(compiled)
    for place, segment in enumerate(compiled.segments):
        done.last_segment = place
        results = []
        for number in numbers_in(segment.bits & runnable):
            result = done.evaluations[number] = evaluate(rules.rules[number], scene)
            if result.chosen:
                results.append(result)
        if results:
            done.exclusive_won = _supersede(results)
            done.outcome = GroupOutcome.ASSIGNED
            return done
    _fall_back(done, scene)
    return done


def rule_score(result: Evaluation) -> Fraction:
    """A rule's score is its best assignee's."""
    return total_of(result, result.chosen[0])


def _supersede(results: list[Evaluation]) -> bool:
    """Whether an exclusive rule won; all others of the segment that assigned somebody are then superseded."""
    exclusive = [result for result in results if result.rule.rule.exclusive]
    if not exclusive:
        return False
    winner = min(exclusive, key=lambda result: (-rule_score(result), identity_order(result.rule.rule.id)))
    for result in results:
        result.superseded = result is not winner
    return True


def _fall_back(done: GroupPass, scene: Scene) -> None:
    """The group's fallback person, unless inactive, of another partner or at the capacity, which is hard."""
    person = done.compiled.group.fallback
    number = None if person is None else scene.people.number.get(person)
    if number is None or not scene.eligible >> number & 1 or scene.declined >> number & 1:
        return
    member = scene.counted.get(number)
    if not is_full(scene.standings.of(number), member.counted_open if member else 0):
        done.fallback, done.outcome = person, GroupOutcome.FALLBACK
