"""Which requirement took a candidate out, and which comparison dropped a rule: a code with what was asked for."""

from collections.abc import Iterator

from .candidates import Scene
from .compiled import CompiledRule
from .criteria import CarriedComparison, Comparison, ObjectComparison, Verdict
from .evaluation import Evaluation, compare_to_object
from .explain import Json
from .rules import Inclusion

WANTED, LONGEST = 4, 40
"""So many values of a requirement are told, and so many characters of each."""
MISSING_PARTNER: Json = {"criterion": None, "attribute": "partner", "missing": "direct"}


def first_unmet(result: Evaluation, number: int, scene: Scene) -> Json:
    """The first required criterion that took the candidate out."""
    for comparison, verdict in _of_people(result):
        if not verdict.keeps >> number & 1:
            return told_unmet(comparison, verdict, 1 << number) | asked_for(comparison, scene)
    raise ValueError("this candidate meets every required criterion")


def unmet_requirements(result: Evaluation, scene: Scene) -> list[tuple[int, Json]]:
    """All whom a required criterion took out, by the first that did: each of them once, as (bits, requirement)."""
    left, found = result.unfit, []
    for comparison, verdict in _of_people(result):
        failing = left & ~verdict.keeps
        left &= verdict.keeps
        for bits in (failing & verdict.present, failing & ~verdict.present):
            if bits:
                told = told_unmet(comparison, verdict, bits) | asked_for(comparison, scene)
                found.append((bits, told))
    return found


def failed_on(rule: CompiledRule, scene: Scene) -> Json:
    """The comparison with the opportunity that dropped the rule; a direct deal has no partner to compare."""
    if scene.opportunity.direct and rule.needs_a_partner:
        return dict(MISSING_PARTNER)
    result = compare_to_object(rule, scene)
    place = len(result.object_verdicts) - 1
    return told_unmet(rule.object_comparisons[place], result.object_verdicts[place], 1)


def failed_on_in_full(rule: CompiledRule, scene: Scene) -> Json:
    """The same with the values that it lists."""
    told = failed_on(rule, scene)
    asked = (one for one in rule.object_comparisons if one.criterion.id == told["criterion"])
    return next((told | asked_for(one, scene) for one in asked), told)


def told_unmet(comparison: Comparison, verdict: Verdict, bits: int) -> Json:
    """`missing`: whether the opportunity or the candidate has nothing to compare; None where it has something else."""
    criterion = comparison.criterion
    missing = "opportunity" if verdict.unstated else ("candidate" if not verdict.present & bits else None)
    if missing == "candidate" and isinstance(comparison, ObjectComparison):
        missing = "opportunity"
    return {"criterion": criterion.id, "attribute": criterion.attribute, "missing": missing}


def asked_for(comparison: Comparison, scene: Scene) -> Json:
    """What the requirement names: listed values, or the opportunity's own, and the lowest level that counts."""
    criterion = comparison.criterion
    carried = isinstance(comparison, CarriedComparison)
    labels = scene.view.texts(criterion.attribute) if carried else [one.pattern.label() for one in criterion.values]
    asked: Json = {"compare": str(criterion.compare), "wanted": [_short(label) for label in labels[:WANTED]]}
    if len(labels) > WANTED:
        asked["more"] = len(labels) - WANTED
    if criterion.inclusion in (Inclusion.EXCLUDE, Inclusion.INCLUDE_ALL):
        asked["inclusion"] = str(criterion.inclusion)
    levels = {value.min_expertise for value in criterion.values}
    if len(levels) == 1 and (level := levels.pop()):
        asked["level"] = level
    return asked


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _of_people(result: Evaluation) -> Iterator[tuple[Comparison, Verdict]]:
    return zip(result.rule.person_comparisons, result.person_verdicts, strict=True)
