"""A whole run as JSON of at most 8 kB: what decided, for everybody considered, in as few bytes as that takes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .bits import numbers_in
from .candidates import Scene
from .evaluation import Evaluation
from .explain import Json, candidate_points, object_parts, plain, plain_over
from .outcomes import Outcome, RuleOutcome, candidate_outcomes, considered, rule_outcomes
from .packing import by_place, pack_ids, pack_outcomes
from .passes import GroupPass, Ran
from .rules import WorkloadRule
from .unmet import failed_on_in_full, unmet_requirements

LIMIT = 8_192
TOLD_FAILED = 12


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told: `best` rows a rule beside the assigned, ids or only counts of the rest, what they miss, and
    how many rules at most."""

    best: int
    ids: bool = True
    unmet: bool = True
    components: bool = True
    assigned: int = 1_000
    rules: int = 1_000


LADDER = (
    Detail(best=20),
    Detail(best=20, ids=False),
    Detail(best=20, ids=False, unmet=False),
    Detail(best=5, ids=False, unmet=False),
    Detail(best=5, ids=False, unmet=False, components=False),
    Detail(best=0, ids=False, unmet=False, components=False, assigned=100),
    Detail(best=0, ids=False, unmet=False, components=False, assigned=10, rules=40),
    Detail(best=0, ids=False, unmet=False, components=False, assigned=1, rules=20),
    Detail(best=0, ids=False, unmet=False, components=False, assigned=0, rules=0),
)


def stored_run(ran: Ran, header: Json) -> Json:
    """`header` and the fullest form that fits; `cut` counts the steps taken to make it fit. ValueError if none does.

    Each rule has `rows` by outcome, `[person, total, candidate, [criterion …], [[workload, load] …]]`, a criterion with
    a level as `[points, level]`, in the order of its `criteria` and `workload`; everybody else is in `rest` by outcome,
    packed where there are many (`packing.unpack_outcomes`). `removed_required:2` are those who miss the requirement at
    place 2 of `unmet`. As far as there is room, `failed` of a group tells what its first rules failed on.
    """
    for cut, detail in enumerate(LADDER):
        stored = header | _told(ran, detail)
        if cut:
            stored["cut"] = cut
        if (room := LIMIT - _size(stored)) >= 0:
            _add_failed(stored["groups"], ran, room)
            return stored
    raise ValueError("the run does not fit: too many groups")


def _size(told: Json) -> int:
    return len(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode())


def _add_failed(groups: list[Json], ran: Ran, room: int) -> None:
    """What the first rules of each group failed on, while there is room."""
    for group, done in zip(groups, ran.passes, strict=True):
        failed = rule_outcomes(done, ran.active).get(RuleOutcome.FAILED_OBJECT, 0)
        room -= len(',"failed":[]') if failed else 0
        for number in numbers_in(failed)[:TOLD_FAILED]:
            rule = ran.compiled.rules[number]
            told = {"rule": rule.rule.id, **failed_on_in_full(rule, ran.scene)}
            room -= _size(told) + 1
            if room < 0:
                return
            group.setdefault("failed", []).append(told)


def _told(ran: Ran, detail: Detail) -> Json:
    evaluated = [result for done in ran.passes for result in done.evaluations.values() if not result.failed_on_object]
    return {
        "groups": [_group(done, ran, detail) for done in ran.passes],
        "rules": [_rule(result, ran.scene, detail) for result in evaluated[: detail.rules]],
    }


def _group(done: GroupPass, ran: Ran, detail: Detail) -> Json:
    by_outcome = {
        str(outcome): [ran.compiled.ordered[number].id for number in numbers_in(bits)]
        for outcome, bits in rule_outcomes(done, ran.active).items()
    }
    group: Json = {
        "id": done.compiled.group.id,
        "outcome": str(done.outcome),
        "considered": considered(done.evaluations.values()),
        "rules": {outcome: _ids(ids, detail) for outcome, ids in by_outcome.items()},
    }
    if done.fallback is not None:
        group["fallback"] = done.fallback
    return group


def _rule(result: Evaluation, scene: Scene, detail: Detail) -> Json:
    rule = result.rule.rule
    told: Json = {"id": rule.id, "version": rule.version, "passing": plain(rule.passing_score)}
    if detail.components:
        told |= _legend(result, scene)
    unmet = unmet_requirements(result, scene) if detail.unmet and result.unfit else []
    rows, rest = _split(result, scene, detail)
    rest = _by_requirement(rest, [bits for bits, _ in unmet])
    told["rows"] = {outcome: [_row(result, n, scene, detail) for n in numbers] for outcome, numbers in rows.items()}
    ids = {outcome: [scene.people.persons[number].id for number in numbers] for outcome, numbers in rest.items()}
    told["rest"] = pack_outcomes(ids) if detail.ids else {outcome: {"count": len(rest[outcome])} for outcome in rest}
    if unmet:
        told["unmet"] = [requirement for _, requirement in unmet]
    if result.stands_in and detail.components:
        persons = scene.people.persons
        told["stands_in"] = [[persons[one].id, persons[other].id] for one, other in result.stands_in.items()]
    return told


def _legend(result: Evaluation, scene: Scene) -> Json:
    """What the numbers in the rows stand for, once a rule."""
    rule = result.rule
    return {
        "name": rule.rule.name,
        "score": plain(rule.rule.score),
        "object": object_parts(result, scene),
        "criteria": [
            [comparison.criterion.id, str(comparison.criterion.compare), comparison.criterion.attribute]
            for comparison in rule.person_comparisons
        ],
        "workload": [_workload(compiled.workload) for compiled in rule.workloads],
    }


def _workload(workload: WorkloadRule) -> list[Any]:
    told = [workload.id, workload.name, plain(workload.maximum)]
    return [*told, str(workload.weighing.by)] if workload.weighing else told


def _split(result: Evaluation, scene: Scene, detail: Detail) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Person numbers by outcome: those told in full (the assigned and the best), and the rest."""
    best = sorted(result.totals, key=lambda number: (-result.totals[number], *scene.tie_order(number)))
    full = set(best[: detail.best]) | set(result.chosen[: detail.assigned])
    rows: dict[str, list[int]] = {}
    rest: dict[str, list[int]] = {}
    for outcome, numbers in candidate_outcomes(result).items():
        members = set(numbers)
        told = [number for number in best if number in full and number in members]
        others = [number for number in numbers if number not in full]
        rows |= {str(outcome): told} if told else {}
        rest |= {str(outcome): others} if others else {}
    return rows, rest


def _by_requirement(rest: dict[str, list[int]], unmet: Sequence[int]) -> dict[str, list[int]]:
    """Those whom a required criterion took out apart by requirement; none of them is told in full."""
    out = str(Outcome.REMOVED_REQUIRED)
    if not unmet:
        return rest
    apart = {by_place(out, place): numbers_in(bits) for place, bits in enumerate(unmet)}
    return {outcome: numbers for outcome, numbers in rest.items() if outcome != out} | apart


def _row(result: Evaluation, number: int, scene: Scene, detail: Detail) -> list[Any]:
    row = [scene.people.persons[number].id, plain_over(result.totals[number], result.rule.denominator)]
    if not detail.components:
        return row
    denominator, bit = result.rule.denominator, 1 << number
    criteria = [_criterion(result, place, bit) for place in range(len(result.person_verdicts))]
    workload = []
    for compiled in result.rule.workloads:
        load = scene.load(number, compiled.key)
        workload.append([plain_over(compiled.points(load), denominator), plain(load)])
    return [*row, plain_over(candidate_points(result, bit), denominator), criteria, workload]


def _criterion(result: Evaluation, place: int, bit: int) -> Any:
    scale = result.rule.person_comparisons[place].scale
    awards = [award for award in result.person_verdicts[place].awards if award.bits & bit]
    points = plain_over(sum([award.points for award in awards]), result.rule.denominator)
    levels = [scale.names[award.level] for award in awards if award.level]
    return [points, *levels] if levels else points


def _ids(ids: Sequence[int | str], detail: Detail) -> Any:
    return pack_ids(ids) if detail.ids else {"count": len(ids)}
