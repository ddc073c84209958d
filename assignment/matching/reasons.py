"""Why somebody joined and why nobody did: what a member or an unassigned opportunity keeps, names of nobody else."""

from collections import Counter
from typing import Any

from .bits import numbers_in
from .candidates import Scene
from .compiled import CompiledRule
from .evaluation import Evaluation, total_of
from .explain import counts_of, parts_of, plain
from .outcomes import RuleOutcome, furthest_outcomes, rule_outcomes
from .passes import GroupPass, Ran
from .unmet import failed_on

Json = dict[str, Any]
EXPLAINED = 5
"""Rules told in full in one member's reason; of further ones the name and total."""


def joined_by_rules(results: tuple[Evaluation, ...], number: int, is_lead: bool, scene: Scene) -> Json:
    """For a member: the rules with totals, the score line by line, and how many others ended how."""
    rules = [_in_one_rule(result, number) for result in results]
    for told, result in zip(rules[:EXPLAINED], results, strict=False):
        told["parts"] = parts_of(result, number, scene)
        told["others"] = counts_of(result)
    return {"code": "rule", "lead": is_lead, "rules": rules}


def joined_as_fallback(group_name: str) -> Json:
    """For the person a group falls back on."""
    return {"code": "fallback", "group": group_name}


def nobody_found(done: GroupPass, ran: Ran) -> Json:
    """For a group that found nobody: rules and people by outcome, and what the first rules failed on."""
    by_rule = rule_outcomes(done, ran.active)
    people = Counter(str(outcome) for outcome in furthest_outcomes(done.evaluations.values()).values())
    passing = {result.rule.rule.passing_score for result in done.evaluations.values() if result.totals}
    failed = numbers_in(by_rule.get(RuleOutcome.FAILED_OBJECT, 0))[:EXPLAINED]
    reason: Json = {
        "code": "unassigned",
        "group": done.compiled.group.name,
        "rules": {str(outcome): bits.bit_count() for outcome, bits in by_rule.items()},
        "people": dict(people),
    }
    if len(passing) == 1:
        reason["passing"] = plain(passing.pop())
    if failed:
        reason["failed"] = [_failed(ran.compiled.rules[number], ran.scene) for number in failed]
    return reason


def _failed(rule: CompiledRule, scene: Scene) -> Json:
    return {"rule": rule.rule.name, **failed_on(rule, scene)}


def _in_one_rule(result: Evaluation, number: int) -> Json:
    rule = result.rule.rule
    told: Json = {
        "id": rule.id,
        "name": rule.name,
        "version": rule.version,
        "source": str(rule.source),
        "filter": str(rule.filter),
        "total": plain(total_of(result, number)),
        "passing": plain(rule.passing_score),
    }
    if number in result.stands_in:
        told["stands_in"] = True
    return told
