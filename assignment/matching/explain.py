"""Why a candidate has the score it has: codes and parameters that can be stored as JSON, never sentences."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .candidates import Scene
from .criteria import CarriedComparison, Comparison, Verdict
from .evaluation import Evaluation, exact
from .expertise import NO_LEVEL
from .facts import Amount
from .outcomes import Outcome, candidate_outcomes
from .rules import Inclusion

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Components:
    """One candidate's total in one rule, split by where it comes from; their sum is the total exactly."""

    rule: Fraction
    candidate: Fraction
    object: Fraction
    person: Fraction
    workload: Fraction

    @property
    def total(self) -> Fraction:
        return self.rule + self.candidate + self.object + self.person + self.workload


def plain(amount: Amount) -> int | str:
    """An exact amount for JSON: a whole number as such, a fraction as the text "200/3"."""
    if isinstance(amount, int):
        return amount
    exact = Fraction(amount)
    return exact.numerator if exact.denominator == 1 else str(exact)


def plain_over(amount: Amount, denominator: int) -> int | str:
    """The same for an amount over a rule's denominator."""
    if isinstance(amount, int) and not amount % denominator:
        return amount // denominator
    return plain(exact(amount, denominator))


def components_of(result: Evaluation, number: int, scene: Scene) -> Components:
    """For a candidate that was scored."""
    rule, denominator, bit = result.rule, result.rule.denominator, 1 << number
    workload = sum((c.points(scene.load(number, c.key)) for c in rule.workloads), start=0)
    person = sum(points_for(verdict, bit) for verdict in result.person_verdicts)
    return Components(
        rule=Fraction(rule.score, denominator),
        candidate=Fraction(candidate_points(result, bit), denominator),
        object=Fraction(result.object_points, denominator),
        person=Fraction(person, denominator),
        workload=exact(workload, denominator),
    )


def points_for(verdict: Verdict, bit: int) -> int:
    """What one criterion gives one subject, over the denominator."""
    return sum(award.points for award in verdict.awards if award.bits & bit)


def candidate_points(result: Evaluation, bit: int) -> int:
    return sum(points for bits, points in result.shares if bits & bit)


def parts_of(result: Evaluation, number: int, scene: Scene) -> list[Json]:
    """The score line by line: rule, candidate, each criterion that was met, each workload rule."""
    rule, bit = result.rule, 1 << number
    parts: list[Json] = []
    if rule.score:
        parts.append({"code": "rule", "points": plain(rule.rule.score)})
    own = candidate_points(result, bit)
    if own:
        parts.append({"code": "candidate", "points": plain_over(own, rule.denominator)})
    parts += object_parts(result, scene)
    for other, verdict in zip(rule.person_comparisons, result.person_verdicts, strict=True):
        parts += _criterion(other, verdict, bit, scene, rule.denominator)
    return parts + [_workload(result, place, number, scene) for place in range(len(rule.workloads))]


def object_parts(result: Evaluation, scene: Scene) -> list[Json]:
    """The lines that are the same for every candidate: comparisons with the opportunity."""
    parts: list[Json] = []
    for comparison, verdict in zip(result.rule.object_comparisons, result.object_verdicts, strict=False):
        parts += _criterion(comparison, verdict, 1, scene, result.rule.denominator)
    return parts


def counts_of(result: Evaluation) -> dict[str, int]:
    """How many of the rule's other candidates ended how; names nobody."""
    counts = Counter({outcome: len(numbers) for outcome, numbers in candidate_outcomes(result).items()})
    del counts[Outcome.ASSIGNED]
    return {str(outcome): count for outcome, count in counts.items()}


def _criterion(comparison: Comparison, verdict: Verdict, bit: int, scene: Scene, denominator: int) -> list[Json]:
    if not verdict.meeting & bit:
        return []
    criterion = comparison.criterion
    part: Json = {
        "code": "criterion",
        "id": criterion.id,
        "compare": str(criterion.compare),
        "attribute": criterion.attribute,
        "points": plain_over(points_for(verdict, bit), denominator),
    }
    if criterion.inclusion is Inclusion.EXCLUDE:
        part["excluded"] = [value.pattern.label() for value in criterion.values]
        return [part]
    if isinstance(comparison, CarriedComparison):
        part["matches"] = _carried(comparison, verdict, bit, scene)
    else:
        part["own"] = plain(criterion.score)
        part["matches"] = _listed(comparison, verdict, bit)
    return [part]


def _listed(comparison: Comparison, verdict: Verdict, bit: int) -> list[Json]:
    matches = []
    for award in verdict.awards:
        if award.bits & bit and award.place is not None:
            value = comparison.criterion.values[award.place]
            matches.append(_match(comparison, [value.pattern.label()], award.level, value.score))
    return matches


def _carried(comparison: CarriedComparison, verdict: Verdict, bit: int, scene: Scene) -> list[Json]:
    level = next(award.level for award in verdict.awards if award.bits & bit)
    labels = [text for text, carried in comparison.matching(scene.view, bit) if carried == level]
    return [_match(comparison, labels, level, comparison.criterion.score)]


def _match(comparison: Comparison, labels: list[str], level: int, score: Amount) -> Json:
    match: Json = {"values": labels, "of": plain(score)}
    if level != NO_LEVEL:
        match["level"] = comparison.scale.names[level]
        match["factor"] = plain(comparison.scale.factors[level] * 100)
    return match


def _workload(result: Evaluation, place: int, number: int, scene: Scene) -> Json:
    compiled = result.rule.workloads[place]
    workload, load = compiled.workload, scene.load(number, compiled.key)
    weighted = {"weighted_by": str(workload.weighing.by)} if workload.weighing else {}
    return weighted | {
        "code": "workload",
        "id": workload.id,
        "name": workload.name,
        "load": plain(load),
        "maximum": plain(workload.maximum),
        "of": plain(workload.score),
        "points": plain_over(compiled.points(load), result.rule.denominator),
    }
