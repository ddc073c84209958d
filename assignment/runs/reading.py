"""A stored run as its page shows it: per rule its outcome, per candidate score and outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignment.contradiction_words import contradiction_in_words
from assignment.explanations import label_of
from assignment.matching.packing import count_ids, count_outcomes, placed, unpack_ids, unpack_outcomes
from assignment.models import AssignmentRun, Rule, RuleGroup, RuleVersion
from assignment.phrases import begun, listed, number_in_words
from assignment.runs.score import PERSON, TOTAL, components_in_words
from assignment.unmet_words import unmet_in_words
from assignment.words import group_outcome_in_words, outcome_in_words, rule_outcome_in_words
from prm.directory.models import Person

NAMED = 12
EVALUATED = frozenset({"assigned", "no_assignee", "superseded"})
Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a run are called now."""

    people: dict[int, str]
    rules: dict[int, tuple[str, int]]
    groups: dict[int, str]

    def person(self, pk: int) -> str:
        return self.people.get(pk, _("somebody who is gone"))

    def rule(self, pk: int) -> str:
        return self.rules[pk][0] if pk in self.rules else _("a rule that is gone")

    def listed(self, ids: Iterable[int], count: int) -> str:
        """The first names, and how many more there are."""
        names = sorted(self.person(pk) for pk in list(ids)[:NAMED])
        more = count - len(names)
        return listed([*names, _("%(count)d more") % {"count": more}] if more and names else names)


@dataclass(frozen=True, slots=True)
class Rest:
    """Several people, or rules, of one outcome; `names` is empty where only their number was kept."""

    outcome: str
    count: int
    names: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was scored, with the parts of the score in words."""

    name: str
    total: str
    parts: str
    outcome: str
    is_chosen: bool
    is_lead: bool


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule that looked at people."""

    name: str
    version: int
    passing: str
    outcome: str
    candidates: list[Candidate]
    rest: list[Rest]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One pass: its rules that looked at people, the others by what became of them, and what they failed on."""

    name: str
    outcome: str
    considered: int
    rules: list[ShownRule]
    others: list[Rest]
    failed: list[str]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """`left_out` are rules that contradict themselves, `leaving` people who no longer qualified, in sentences."""

    groups: list[ShownGroup]
    left_out: list[str]
    leaving: list[str]
    is_cut: bool


def shown_run(run: AssignmentRun) -> ShownRun:
    """The run in words: three statements for the names in it."""
    result = run.result
    names = _names(result)
    groups = [_group(group, result, names) for group in result.get("groups", [])]
    left_out = [_left_out(*told, names) for told in result.get("left_out", [])]
    leaving = [_leaving(*told, names) for told in result.get("leaving", [])]
    return ShownRun(groups, left_out, leaving, is_cut="cut" in result)


def by_version(run: AssignmentRun) -> str:
    """ "by version 15, published Dec 1, 2026": one statement; empty for a run that asked no rules."""
    number = run.rule_versions.get("published") or run.result.get("version")
    if not number:
        return ""
    published_at = RuleVersion.objects.filter(number=number).values_list("published_at", flat=True).first()
    if published_at is None:
        return _("by version %(number)s of the rules") % {"number": number}
    told = {"number": number, "day": date_format(localtime(published_at), "DATE_FORMAT")}
    return _("by version %(number)s of the rules, published %(day)s") % told


def _names(result: Stored) -> Names:
    wanted: set[int] = {pk for pk, *_more in result.get("leaving", [])}
    for rule in result.get("rules", []):
        wanted |= {row[PERSON] for rows in rule["rows"].values() for row in rows}
        wanted |= {pk for ids in _rest(rule).values() for pk in ids[:NAMED]}
    wanted |= {group["fallback"] for group in result.get("groups", []) if "fallback" in group}
    return Names(
        people=dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")),
        rules={pk: (name, group) for pk, name, group in Rule.objects.values_list("pk", "name", "group_id")},
        groups=dict(RuleGroup.objects.values_list("pk", "name")),
    )


def _rest(rule: Stored) -> dict[str, list[int]]:
    found: Any = unpack_outcomes(rule["rest"])
    return dict(found)


def _group(group: Stored, result: Stored, names: Names) -> ShownGroup:
    outcome_of = {rule: outcome for outcome, ids in group["rules"].items() for rule in unpack_ids(ids)}
    evaluated = [
        rule
        for rule in result.get("rules", [])
        if rule["id"] in outcome_of or names.rules.get(rule["id"], ("", 0))[1] == group["id"]
    ]
    shown = {rule["id"] for rule in evaluated}
    others = [
        Rest(rule_outcome_in_words(outcome), count_ids(ids), _rule_names(ids, shown, names))
        for outcome, ids in group["rules"].items()
        if outcome not in EVALUATED
    ]
    fallback = names.person(group["fallback"]) if "fallback" in group else ""
    return ShownGroup(
        name=names.groups.get(group["id"], _("A group that is gone")),
        outcome=begun(group_outcome_in_words(group["outcome"], fallback)),
        considered=group["considered"],
        rules=[_rule(rule, outcome_of.get(rule["id"], ""), result, names) for rule in evaluated],
        others=others,
        failed=[_failed(told, names) for told in group.get("failed", ())],
    )


def _failed(told: Stored, names: Names) -> str:
    """ "Agents of Bavaria is for territory Bavaria."."""
    words = {"rule": names.rule(told["rule"]), "why": unmet_in_words(told, label_of)}
    return _("“%(rule)s” %(why)s.") % words


def _rule_names(ids: Any, shown: set[int], names: Names) -> str:
    found: list[Any] = [pk for pk in unpack_ids(ids) if pk not in shown]
    told = [names.rule(pk) for pk in found[:NAMED]]
    more = count_ids(ids) - len(told)
    return listed([*told, _("%(count)d more") % {"count": more}] if more and told else told)


def _rule(rule: Stored, outcome: str, result: Stored, names: Names) -> ShownRule:
    rest, counts = _rest(rule), count_outcomes(rule["rest"])
    return ShownRule(
        name=rule.get("name") or names.rule(rule["id"]),
        version=rule["version"],
        passing=number_in_words(rule["passing"]),
        outcome=begun(rule_outcome_in_words(outcome)) if outcome else "",
        candidates=[_candidate(rule, row, how, result, names) for how, rows in rule["rows"].items() for row in rows],
        rest=[
            Rest(_rest_in_words(how, rule), count, names.listed(rest.get(how, []), count))
            for how, count in counts.items()
        ],
    )


def _rest_in_words(how: str, rule: Stored) -> str:
    """What became of those who are not told in full; with the requirement, where one took them out."""
    outcome, place = placed(how)
    if place is None:
        return outcome_in_words(outcome, rule["passing"])
    return unmet_in_words(rule["unmet"][place], label_of)


def _candidate(rule: Stored, row: Any, outcome: str, result: Stored, names: Names) -> Candidate:
    return Candidate(
        name=names.person(row[PERSON]),
        total=number_in_words(row[TOTAL]),
        parts=components_in_words(rule, row),
        outcome=begun(outcome_in_words(outcome, rule["passing"])),
        is_chosen=outcome == "assigned",
        is_lead=outcome == "assigned" and row[PERSON] == result.get("lead"),
    )


def _left_out(rule: int, version: int, code: str, attribute: str, names: Names) -> str:
    told = {"rule": names.rule(rule), "version": version, "why": contradiction_in_words(code, attribute)}
    return begun(_("%(rule)s, version %(version)s, was left out, since %(why)s.") % told)


def _leaving(person: int, remove: bool, why: str, names: Names) -> str:
    told = {"name": names.person(person), "why": outcome_in_words(why)}
    if remove:
        return begun(_("%(name)s no longer qualified and was taken off: %(why)s.") % told)
    return begun(_("%(name)s no longer qualified and stayed: %(why)s.") % told)
