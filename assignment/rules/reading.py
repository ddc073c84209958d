"""What the pages of the rules show, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils import timezone

from assignment.attributes import labels_of
from assignment.criterion_words import LabelsOf
from assignment.models import Rule, RuleGroup, RuleVersion
from assignment.rules.permissions import may_edit_group
from assignment.rules.places import may_mend, place_of
from assignment.rules.steps import Part, steps
from assignment.rules.warnings import RuleWarning, warnings
from assignment.sentences import sentence
from assignment.versions.content import rules_in
from assignment.versions.difference import Difference, Kind
from assignment.versions.permissions import may_publish
from assignment.versions.reading import Proposal, proposal
from prm.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in the list; `state` says what the draft makes of it: added, removed, changed or empty."""

    rule: Rule
    sentence: str
    state: str
    is_worth_a_look: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """A part of a rule or a warning, with the address where the reader may edit it, else empty."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule: how the draft has it (where it is in the draft), and what the version in force says otherwise."""

    rule: Rule
    steps: list[tuple[str, list[Linked]]]
    state: str
    changes: tuple[str, ...]
    in_force: str
    edit_url: str
    sequence_mates: int
    warnings: list[Linked]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All groups in their order, what is in force, and what the draft would change."""

    present: RuleVersion | None
    number: int
    groups: list[tuple[RuleGroup, list[Line]]]
    differences: list[Difference]
    new_url: str
    publish_url: str
    versions_url: str
    warnings: list[Linked]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page needs, read once: the draft beside the version in force."""

    proposal: Proposal
    actor: Actor
    labels: LabelsOf
    warnings: Sequence[RuleWarning]

    @property
    def rules(self) -> list[Rule]:
        """Those of the draft, and those in force that the draft has no more."""
        drafted = rules_in(self.proposal.groups)
        known = {rule.pk for rule in drafted}
        return [*drafted, *(rule for rule in rules_in(self.proposal.in_force) if rule.pk not in known)]

    def warnings_of(self, rule: Rule | None) -> list[Linked]:
        """About a rule; without one about groups and people."""
        return [Linked(one.words, place_of(one)) for one in self.warnings if one.rule == rule]

    def difference(self, rule: Rule) -> Difference | None:
        return next((one for one in self.proposal.differences if one.rule_id == rule.pk), None)


def read_rules(actor: Actor) -> Reading:
    """Thirteen statements, seven more for whoever edits rules, and one for each list that values are named by, whatever
    the number of rules."""
    shown = proposal()
    return Reading(shown, actor, cache(labels_of), _warnings(shown.groups, actor))


def _warnings(groups: list[RuleGroup], actor: Actor) -> list[RuleWarning]:
    """Those that the reader may mend."""
    if not any(may_edit_group(actor, group) for group in groups):
        return []
    return [one for one in warnings(groups, timezone.now()) if may_mend(actor, one)]


def rulebook(reading: Reading) -> Rulebook:
    """The list of all rules."""
    shown = reading.proposal
    kept = {group.pk for group in shown.groups}
    groups = [*shown.groups, *(group for group in shown.in_force if group.pk not in kept)]
    lines = [_line(rule, reading) for rule in reading.rules]
    can_edit = any(may_edit_group(reading.actor, group) for group in shown.groups)
    can_publish = bool(shown.differences) and may_publish(reading.actor)
    return Rulebook(
        present=shown.present,
        number=shown.number,
        groups=[(group, [line for line in lines if line.rule.group.pk == group.pk]) for group in groups],
        differences=shown.differences,
        new_url=reverse("admin:assignment_rule_add") if can_edit else "",
        publish_url=reverse("admin:assignment_ruleversion_publish") if can_publish else "",
        versions_url=reverse("admin:assignment_ruleversion_changelist") if may_publish(reading.actor) else "",
        warnings=reading.warnings_of(None),
    )


def shown_rule(reading: Reading, rule: Rule) -> Shown:
    """One rule in steps. One that the draft has no more is shown as in force, without links."""
    found = reading.difference(rule)
    state = found.kind.value if found else ""
    editable = state != Kind.REMOVED and may_edit_group(reading.actor, rule.group)
    former = next((one for one in rules_in(reading.proposal.in_force) if one.pk == rule.pk), None)
    told = steps(rule, reading.labels)
    return Shown(
        rule=rule,
        steps=[(step.word, [_linked(part, editable) for part in step.parts]) for step in told],
        state=state,
        changes=found.lines if found and state == Kind.CHANGED else (),
        in_force=sentence(former, reading.labels) if former and state == Kind.CHANGED else "",
        edit_url=reverse("admin:assignment_rule_change", args=[rule.pk]) if editable else "",
        sequence_mates=_mates(rule, reading.rules),
        warnings=reading.warnings_of(rule),
    )


def find_rule(reading: Reading, key: str) -> Rule | None:
    """The rule of that key."""
    return next((rule for rule in reading.rules if rule.key == key), None)


def _mates(rule: Rule, rules: Sequence[Rule]) -> int:
    """How many other rules are tried together with it."""
    together = [one for one in rules if one.group.pk == rule.group.pk and one.sequence == rule.sequence]
    return len(together) - 1


def _line(rule: Rule, reading: Reading) -> Line:
    found = reading.difference(rule)
    told = sentence(rule, reading.labels)
    return Line(rule, told, found.kind.value if found else "", bool(reading.warnings_of(rule)))


def _linked(part: Part, editable: bool) -> Linked:
    return Linked(part.words, reverse(f"admin:assignment_{part.place}_change", args=[part.pk]) if editable else "")
