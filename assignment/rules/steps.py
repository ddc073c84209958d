"""A rule step by step, as its page reads: when, whom it considers, what gives points, whom it adds, what otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignment.criterion_words import LabelsOf, criterion_words
from assignment.models import Criterion, Rule
from assignment.sentences import candidates_words, is_condition, points_words
from assignment.workload_words import workload_words

Filter = Rule.Filter


class Place(StrEnum):
    """Where a part is edited."""

    RULE = "rule"
    CRITERION = "criterion"
    GROUP = "rulegroup"


@dataclass(frozen=True, slots=True)
class Part:
    """A few words and the record that says them."""

    words: str
    place: Place
    pk: int


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its first word, then parts that hold together."""

    word: str
    parts: tuple[Part, ...]


def steps(rule: Rule, labels: LabelsOf) -> list[Step]:
    """Steps without parts are left out. The rule has its `sentences.PARTS` fetched."""
    criteria = list(rule.criteria.all())
    conditions = [one for one in criteria if is_condition(one)]
    told = [
        (_("When"), [_part_of(one, labels) for one in conditions]),
        (_("consider") if conditions else _("Consider"), list(_candidates(rule))),
        (_("Prefer"), list(_points(rule, [one for one in criteria if one not in conditions], labels))),
        (_("Then add"), list(_added(rule))),
        (_("Otherwise"), [_otherwise(rule)]),
    ]
    return [Step(word, tuple(parts)) for word, parts in told if parts]


def _part_of(criterion: Criterion, labels: LabelsOf) -> Part:
    return Part(criterion_words(criterion, labels), Place.CRITERION, criterion.pk)


def _of_rule(rule: Rule, words: str) -> Part:
    return Part(words, Place.RULE, rule.pk)


def _candidates(rule: Rule) -> Iterator[Part]:
    yield _of_rule(rule, candidates_words(rule))
    if rule.response_days is not None:
        days = {"days": rule.response_days}
        words = ngettext("available within %(days)d day", "available within %(days)d days", rule.response_days)
        yield _of_rule(rule, words % days)


def _points(rule: Rule, criteria: list[Criterion], labels: LabelsOf) -> Iterator[Part]:
    if rule.score:
        yield _of_rule(rule, _("%(score)s for the rule") % {"score": rule.score})
    for criterion in criteria:
        yield _part_of(criterion, labels)
    for workload in rule.workload_rules.all():
        yield _of_rule(rule, workload_words(workload, labels))


def _added(rule: Rule) -> Iterator[Part]:
    yield _of_rule(rule, _who(rule))
    if rule.passing_score > 0:
        points = {"points": points_words(rule.passing_score)}
        waived = rule.filter == Filter.ALL_MUST_ASSIGN
        words = _("with %(points)s if anybody has them") if waived else _("with at least %(points)s")
        yield _of_rule(rule, words % points)
    if rule.team_role:
        yield _of_rule(rule, _("as %(role)s") % {"role": rule.team_role})
    if rule.gives_lead and rule.named_lead:
        yield _of_rule(
            rule, _("%(name)s leads for the brand owner if found, else the best") % {"name": rule.named_lead}
        )
    elif rule.gives_lead:
        yield _of_rule(rule, _("the best leads for the brand owner"))
    if rule.exclusive:
        yield _of_rule(rule, _("then other rules of the same sequence add nobody"))


def _who(rule: Rule) -> str:
    return {
        Filter.ALL_ABOVE_MINIMUM: _("all of them"),
        Filter.ALL_MUST_ASSIGN: _("all of them, otherwise the best"),
        Filter.ONE_BEST_FIT: _("the one best"),
        Filter.ONE_RANDOM: _("one at random"),
    }[Filter(rule.filter)]


def _otherwise(rule: Rule) -> Part:
    """What follows where the whole group finds nobody."""
    group = rule.group
    if group.fallback:
        words = _("if no rule of %(group)s finds anybody: %(name)s")
        return Part(words % {"group": group.name, "name": group.fallback}, Place.GROUP, group.pk)
    if group.owner:
        words = _("if no rule of %(group)s finds anybody: nobody joins, and %(name)s owns the question")
        return Part(words % {"group": group.name, "name": group.owner}, Place.GROUP, group.pk)
    words = _("if no rule of %(group)s finds anybody: nobody joins, and the reason is stored")
    return Part(words % {"group": group.name}, Place.GROUP, group.pk)
