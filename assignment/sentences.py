"""A rule as sentences that administrators read: whom it adds, when, and what gives points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignment.attributes import labels_of
from assignment.contradiction_words import contradiction_in_words
from assignment.criterion_words import LabelsOf, criterion_words, marked
from assignment.models import Criterion, Rule, RuleCandidate
from assignment.rulebook import contradiction_in
from assignment.workload_words import workload_words
from prm.directory.models import Person

Filter, Source = Rule.Filter, Rule.Source
# What a list of rules fetches ahead of their sentences.
RELATED = ("group", "source_territory", "named_lead")
PARTS = ("criteria__values__minimum_level", "candidates__person", "workload_rules__weights")


def sentence(rule: Rule, labels: LabelsOf = labels_of) -> str:
    """What the rule does, in the reader's language: "Adds the channel manager of the partner, whatever the scores."

    One that contradicts itself says so first.
    For a list of rules fetch `RELATED` and `PARTS` ahead, and give `labels` that remember what they were asked for.
    """
    if found := contradiction_in(rule):
        left_out = _("Left out of every assignment: %(why)s.")
        left_out %= {"why": contradiction_in_words(found.code, found.attribute)}
        return left_out if found.code == "unreadable" else f"{left_out} {_what_it_does(rule, labels)}"
    return _what_it_does(rule, labels)


def _what_it_does(rule: Rule, labels: LabelsOf) -> str:
    criteria = list(rule.criteria.all())
    conditions = [criterion for criterion in criteria if is_condition(criterion)]
    points = list(_points(rule, [criterion for criterion in criteria if criterion not in conditions], labels))
    body = _who(rule, always=not points and not conditions)
    if points:
        body = _("%(who)s: %(points)s") % {"who": body, "points": "; ".join(points)}
    if conditions:
        when = _("; and ").join(criterion_words(criterion, labels) for criterion in conditions)
        adds = _("When %(when)s, adds %(body)s.") % {"when": when, "body": body}
    else:
        adds = _("Adds %(body)s.") % {"body": body}
    return " ".join([*_before(rule), adds, *_afterwards(rule)])


def is_condition(criterion: Criterion) -> bool:
    """The opportunity alone decides whether the rule applies."""
    return criterion.compare == Criterion.Compare.OBJECT and criterion.required != Criterion.Required.NEVER


def _who(rule: Rule, *, always: bool) -> str:
    """The candidates and how many of them."""
    values = {"people": candidates_words(rule), "points": points_words(rule.passing_score)}
    if rule.source == Source.CHANNEL_MANAGER:
        if rule.passing_score > 0:
            return _("%(people)s on reaching %(points)s") % values
        return _("%(people)s, whatever the scores") % values if always else values["people"]
    if rule.passing_score <= 0:
        return {
            Filter.ALL_ABOVE_MINIMUM: _("all of %(people)s"),
            Filter.ALL_MUST_ASSIGN: _("all of %(people)s"),
            Filter.ONE_BEST_FIT: _("the one best of %(people)s"),
            Filter.ONE_RANDOM: _("one at random of %(people)s"),
        }[Filter(rule.filter)] % values
    return {
        Filter.ALL_ABOVE_MINIMUM: _("all of %(people)s who reach %(points)s"),
        Filter.ALL_MUST_ASSIGN: _("all of %(people)s who reach %(points)s, otherwise the best of them"),
        Filter.ONE_BEST_FIT: _("the one best of %(people)s who reaches %(points)s"),
        Filter.ONE_RANDOM: _("one at random of %(people)s who reach %(points)s"),
    }[Filter(rule.filter)] % values


def candidates_words(rule: Rule) -> str:
    """Where the candidates come from."""
    if rule.source == Source.LISTED:
        return _listed(rule)
    if rule.source == Source.TERRITORY and rule.source_territory:
        return _("the people of %(territory)s and its parts") % {"territory": rule.source_territory.name}
    if rule.source == Source.ROLE:
        roles = dict(Person.PersonRole.choices)
        return _("the brand owner’s people with the role %(role)s") % {"role": roles.get(rule.source_role, "?")}
    return {
        Source.CHANNEL_MANAGER: _("the channel manager of the partner"),
        Source.TERRITORY: _("the people of the opportunity’s territory"),
        Source.ACCOUNT_TEAM: _("the team of the account’s other open opportunities"),
        Source.EVERYBODY: _("everybody eligible"),
    }[Source(rule.source)]


def _listed(rule: Rule) -> str:
    names = [candidate_words(row) for row in rule.candidates.all()]
    if not names:
        return _("the people listed (nobody yet)")
    return _("the people listed (%(names)s)") % {"names": ", ".join(names)}


def candidate_words(row: RuleCandidate) -> str:
    """A person listed, with their own score."""
    return marked(str(row.person), [f"{row.score:+}"] if row.score else [])


def _points(rule: Rule, criteria: Iterable[Criterion], labels: LabelsOf) -> Iterator[str]:
    if rule.score:
        yield _("%(score)s for the rule") % {"score": rule.score}
    for criterion in criteria:
        yield criterion_words(criterion, labels)
    for workload in rule.workload_rules.all():
        yield workload_words(workload, labels)


def points_words(score: int) -> str:
    """A number of points."""
    return ngettext("%(score)d point", "%(score)d points", score) % {"score": score}


def _before(rule: Rule) -> Iterator[str]:
    if not rule.active:
        yield _("Switched off.")
    if rule.activation:
        yield _("From %(day)s.") % {"day": _moment(rule.activation)}
    if rule.expiration:
        yield _("Until %(day)s.") % {"day": _moment(rule.expiration)}


def _moment(at: datetime) -> str:
    """In the reader's zone; the sentence has a full stop of its own behind "p.m."."""
    return date_format(localtime(at), "DATETIME_FORMAT").removesuffix(".")


def _afterwards(rule: Rule) -> Iterator[str]:
    if rule.team_role:
        yield _("Joins as %(role)s.") % {"role": rule.team_role}
    if rule.gives_lead and rule.named_lead:
        yield _("%(name)s leads for the brand owner if found, else the best.") % {"name": rule.named_lead}
    elif rule.gives_lead:
        yield _("The best leads for the brand owner.")
    if rule.exclusive:
        yield _("If it finds somebody, other rules of the same sequence add nobody.")
    if rule.response_days is not None:
        days = {"days": rule.response_days}
        yield ngettext("Answer within %(days)d day.", "Answer within %(days)d days.", rule.response_days) % days
