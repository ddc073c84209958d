"""Who leads on the brand owner's side."""

from collections.abc import Iterable
from fractions import Fraction

from .candidates import Scene
from .evaluation import Evaluation, total_of
from .ordering import identity_order
from .passes import GroupPass

Claim = tuple[Fraction, tuple[int, int, str], int]
"""(deciding score, rule order, person number)."""


def find_lead(passes: Iterable[GroupPass], scene: Scene) -> int | None:
    """The person's number; the highest deciding score over all groups, then the lower rule id. None: nobody leads."""
    claims = [claim for done in passes for claim in _claims(done, scene)]
    if not claims:
        return None
    return min(claims, key=lambda claim: (-claim[0], claim[1]))[2]


def sums_of(done: GroupPass) -> dict[int, Fraction]:
    """By person number: the totals over the rules marked for the lead that assigned the person."""
    sums: dict[int, Fraction] = {}
    for result in _marked(done):
        for number in result.chosen:
            sums[number] = sums.get(number, Fraction(0)) + total_of(result, number)
    return sums


def _claims(done: GroupPass, scene: Scene) -> list[Claim]:
    marked = _marked(done)
    if done.compiled.group.add_scores and not done.exclusive_won:
        return _claim_by_sum(done, marked, scene)
    return [claim for result in marked if (claim := _claim_of_rule(result, scene))]


def _claim_of_rule(result: Evaluation, scene: Scene) -> Claim | None:
    """The rule's named lead if assigned, else its best; people of the partner can't lead for the brand owner."""
    own = [number for number in result.chosen if scene.people.brand_owner >> number & 1]
    if not own:
        return None
    rule = result.rule.rule
    named = scene.people.number.get(rule.named_lead) if rule.named_lead is not None else None
    score = total_of(result, own[0])
    return (score, identity_order(rule.id), named if named in own else own[0])


def _claim_by_sum(done: GroupPass, marked: list[Evaluation], scene: Scene) -> list[Claim]:
    """Scores added over the rules; named leads are ignored."""
    sums = {number: sum_ for number, sum_ in sums_of(done).items() if scene.people.brand_owner >> number & 1}
    if not sums:
        return []
    best = min(sums, key=lambda number: (-sums[number], *scene.tie_order(number)))
    lowest_rule = min(identity_order(result.rule.rule.id) for result in marked if best in result.chosen)
    return [(sums[best], lowest_rule, best)]


def _marked(done: GroupPass) -> list[Evaluation]:
    return [result for result in done.winners() if result.rule.rule.lead]
