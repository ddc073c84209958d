"""A published version made ready: rules in the order they run, and the index that narrows them down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from .bits import bits_of, numbers_in
from .compiled import CompiledRule
from .contradictions import check_itself
from .expertise import Scale
from .ordering import identity_order
from .people import People
from .rule_index import RuleIndex
from .rules import GroupId, Rule, RuleGroup, Rules
from .weighing import load_key


@dataclass(frozen=True, slots=True)
class Segment:
    """Rules of equal sequence in one group."""

    sequence: int
    rules: tuple[int, ...]
    bits: int


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    """A group with its segments ascending."""

    group: RuleGroup
    segments: tuple[Segment, ...]
    bits: int


class CompiledRules:
    """All rules, numbered by group order, sequence and id."""

    def __init__(self, rules: Rules, people: People, scale: Scale) -> None:
        self.left_out = rules.left_out
        groups = {group.id: group for group in rules.groups}
        if any(rule.group is None for rule in rules.rules):
            groups.setdefault(None, RuleGroup())
        for rule in rules.rules:
            check_rule(rule, groups, scale)
        self.ordered = sorted(rules.rules, key=lambda rule: _place(rule, groups[rule.group]))
        self.number = {rule.id: number for number, rule in enumerate(self.ordered)}
        if len(self.number) != len(self.ordered):
            raise ValueError("a rule is there twice")
        self.rules = [CompiledRule(rule, groups[rule.group], people, scale) for rule in self.ordered]
        self.weighings = {
            load_key(workload.name, workload.weighing): workload.weighing
            for rule in self.ordered
            for workload in rule.workload
            if workload.weighing
        }
        self.index = RuleIndex(self.ordered)
        self.channel_manager_rules = bits_of(n for n, rule in enumerate(self.rules) if rule.adds_the_channel_manager)
        self.partner_rules = bits_of(n for n, rule in enumerate(self.rules) if rule.needs_a_partner)
        self.groups = [self._compiled(group) for group in sorted(groups.values(), key=_group_place)]
        self._undated = bits_of(n for n, rule in enumerate(self.ordered) if rule.active and not _dated(rule))
        self._dated = [n for n, rule in enumerate(self.ordered) if rule.active and _dated(rule)]

    def active_at(self, now: datetime) -> int:
        """Bits of the rules in force at that moment."""
        active = self._undated
        for number in self._dated:
            if self.rules[number].holds_at(now):
                active |= 1 << number
        return active

    def _compiled(self, group: RuleGroup) -> CompiledGroup:
        numbers = [number for number, rule in enumerate(self.ordered) if rule.group == group.id]
        segments = []
        for sequence, members in groupby(numbers, key=lambda number: self.ordered[number].sequence or 0):
            rules = tuple(members)
            segments.append(Segment(sequence, rules, bits_of(rules)))
        return CompiledGroup(group, tuple(segments), bits_of(numbers))


def check_rule(rule: Rule, groups: Iterable[GroupId | None], scale: Scale) -> None:
    """Raises ValueError for what no rule may say: the editor refuses it, so it is a mistake of the caller."""
    if rule.group not in groups:
        raise ValueError(f"rule {rule.id}: unknown group {rule.group}")
    check_itself(rule)
    for criterion in rule.criteria:
        for value in criterion.values:
            if value.min_expertise not in scale.names:
                place = f"rule {rule.id}, criterion {criterion.id}"
                raise ValueError(f"{place}: unknown expertise {value.min_expertise}")


def rule_ids(compiled: CompiledRules, bits: int) -> list[int | str]:
    """The ids of these rules."""
    return [compiled.ordered[number].id for number in numbers_in(bits)]


def _dated(rule: Rule) -> bool:
    return rule.activation is not None or rule.expiration is not None


def _group_place(group: RuleGroup) -> tuple[int, tuple[int, int, str]]:
    return (group.order, identity_order(group.id))


def _place(rule: Rule, group: RuleGroup) -> tuple[object, ...]:
    return (_group_place(group), rule.sequence or 0, identity_order(rule.id))
