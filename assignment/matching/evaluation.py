"""One rule on one opportunity: from its comparisons with the opportunity to the people it chooses."""

from dataclasses import dataclass, field
from fractions import Fraction

from .bits import numbers_in
from .candidates import Scene, source_of
from .compiled import CompiledRule, CompiledWorkload, Share, whole
from .criteria import Verdict
from .facts import Amount
from .selection import choose


@dataclass(slots=True)
class Evaluation:
    """What came of one rule. Sets are bits over `People`; totals are over the rule's denominator."""

    rule: CompiledRule
    object_verdicts: list[Verdict] = field(default_factory=list)
    failed_on_object: bool = False
    object_points: int = 0
    shares: tuple[Share, ...] = ()
    person_verdicts: list[Verdict] = field(default_factory=list)
    declined: int = 0
    full: int = 0
    unfit: int = 0
    away: int = 0
    overloaded: int = 0
    stands_in: dict[int, int] = field(default_factory=dict)
    beside: int = 0
    totals: dict[int, Amount] = field(default_factory=dict)
    chosen: list[int] = field(default_factory=list)
    superseded: bool = False


def exact(total: Amount, denominator: int) -> Fraction:
    """A total over a rule's denominator as what it is."""
    return Fraction(total, denominator) if isinstance(total, int) else total / denominator


def total_of(result: Evaluation, number: int) -> Fraction:
    """One candidate's exact total in one rule."""
    return exact(result.totals[number], result.rule.denominator)


def evaluate(rule: CompiledRule, scene: Scene) -> Evaluation:
    """Comparisons with the opportunity, candidates, comparisons with people, availability, workload, filter."""
    result = compare_to_object(rule, scene)
    if result.failed_on_object:
        return result
    pool, result.shares = source_of(rule, scene)
    result.person_verdicts = [comparison.judge(scene.view) for comparison in rule.person_comparisons]
    if rule.adds_the_channel_manager:
        remaining = _fitting(result, pool)
        missing = remaining & ~scene.standings.available(rule.response_minutes)
        result.beside = _substitutes(result, scene, pool, missing)
    else:
        result.declined = pool & scene.declined
        present, missing = _present(result, scene, pool & ~scene.declined)
        remaining = present | _substitutes(result, scene, pool, missing)
    _score(result, scene, remaining | result.beside)
    result.chosen = choose(rule, result.totals, result.beside, scene)
    return result


def compare_to_object(rule: CompiledRule, scene: Scene) -> Evaluation:
    """The first step alone; its last verdict is the one that dropped the rule."""
    result = Evaluation(rule)
    for comparison in rule.object_comparisons:
        verdict = comparison.judge(scene.view)
        result.object_verdicts.append(verdict)
        if not verdict.keeps:
            result.failed_on_object = True
            break
        for award in verdict.awards:
            result.object_points += award.points
    return result


def _fitting(result: Evaluation, pool: int) -> int:
    """Who passes the comparisons with persons and organizations."""
    fitting = pool
    for verdict in result.person_verdicts:
        fitting &= verdict.keeps
    result.unfit |= pool & ~fitting
    return fitting


def _present(result: Evaluation, scene: Scene, pool: int) -> tuple[int, int]:
    """Those below their capacity who fit: with a working hour in the response window, and without one."""
    result.full |= pool & scene.full
    fitting = _fitting(result, pool & ~scene.full)
    available = scene.standings.available(result.rule.response_minutes)
    result.away |= fitting & ~available
    return fitting & available, fitting & ~available


def _substitutes(result: Evaluation, scene: Scene, pool: int, missing: int) -> int:
    """One step: substitutes who are candidates already are judged as such, nobody's substitute is asked twice."""
    substitutes = 0
    if not missing & scene.standings.with_substitute:
        return 0
    for number in numbers_in(missing & scene.standings.with_substitute):
        substitute = scene.standings.substitute[number]
        if substitute is None:
            continue
        bit = 1 << substitute
        if bit & scene.eligible & ~pool & ~scene.declined:
            substitutes |= bit
            result.stands_in.setdefault(substitute, number)
    present, _ = _present(result, scene, substitutes)
    return present


def _score(result: Evaluation, scene: Scene, remaining: int) -> None:
    """Rule, candidate, criteria and values; what everybody gets is added once."""
    everybody = result.rule.score + result.object_points
    some: list[Share] = []
    shares = [*result.shares, *[award[:2] for verdict in result.person_verdicts for award in verdict.awards]]
    for bits, points in shares:
        scored = bits & remaining if points else 0
        if scored == remaining:
            everybody += points
        elif scored:
            some.append((scored, points))
    totals: dict[int, Amount] = dict.fromkeys(numbers_in(remaining), everybody)
    for bits, points in some:
        for number in numbers_in(bits):
            totals[number] += points
    result.totals = totals
    for workload in result.rule.workloads:
        _add_workload(result, scene, workload)
    result.beside &= ~result.overloaded


def _add_workload(result: Evaluation, scene: Scene, compiled: CompiledWorkload) -> None:
    maximum, required = compiled.workload.maximum, compiled.workload.required
    full, step, totals = compiled.full, compiled.step, result.totals
    loads = scene.loads(compiled.key, totals)
    over = []
    for number in totals:
        load = loads[number]
        if load <= maximum:
            points = full - load * step
            totals[number] += points if type(points) is int else whole(points)
        elif required:
            over.append(number)
    for number in over:
        del totals[number]
        result.overloaded |= 1 << number
