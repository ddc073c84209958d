"""The assignee filter: which of the scored candidates a rule takes, best first."""

from hashlib import sha256

from .candidates import Scene
from .compiled import CompiledRule
from .facts import Amount
from .rules import Filter

Totals = dict[int, Amount]


def choose(rule: CompiledRule, totals: Totals, beside: int, scene: Scene) -> list[int]:
    """Whom the rule takes, best first.

    Somebody standing `beside` isn't in the contest: he comes in with the person stood in for, at the threshold.
    """
    passing_score = rule.passing_score
    proposed = [number for number in totals if not beside >> number & 1] if beside else list(totals)
    reaching = [number for number in proposed if totals[number] >= passing_score]
    chosen = _filtered(rule, proposed, reaching, totals, scene)
    if chosen and beside:
        chosen += [number for number in totals if beside >> number & 1 and totals[number] >= passing_score]
    return best_first(chosen, totals, scene)


def _filtered(rule: CompiledRule, proposed: list[int], reaching: list[int], totals: Totals, scene: Scene) -> list[int]:
    kind = rule.rule.filter
    if kind is Filter.ALL_MUST_ASSIGN and proposed and not reaching:
        return [best_of(proposed, totals, scene)]
    if kind is Filter.ONE_BEST_FIT and reaching:
        return [best_of(reaching, totals, scene)]
    if kind is Filter.ONE_RANDOM and reaching:
        return [_drawn(rule, reaching, scene)]
    return reaching


def best_of(numbers: list[int], totals: Totals, scene: Scene) -> int:
    """The highest total; equal ones by least recently assigned, lowest load, id."""
    highest = max([totals[number] for number in numbers])
    equal = [number for number in numbers if totals[number] == highest]
    return equal[0] if len(equal) == 1 else min(equal, key=scene.tie_order)


def best_first(numbers: list[int], totals: Totals, scene: Scene) -> list[int]:
    """The same order for all of them."""
    if len(numbers) < 2:
        return numbers
    recency, open_load = scene.standings.recency, scene.open_load
    return sorted(numbers, key=lambda number: (-totals[number], recency[number], open_load[number], number))


def _drawn(rule: CompiledRule, reaching: list[int], scene: Scene) -> int:
    """Drawn by hash, not by chance: the same again for the same opportunity and rule version.

    Each candidate draws its own number and the lowest wins, so that it stays the same when others drop out.
    """
    drawing = f"{scene.opportunity.key}\n{rule.rule.id}\n{rule.rule.version}\n"
    persons = scene.people.persons
    return min(reaching, key=lambda number: (sha256(f"{drawing}{persons[number].id}".encode()).digest(), number))
