"""What an administrator should know of a draft before it decides, at the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignment import matching
from assignment.attributes import LISTS_VALUES
from assignment.contradiction_words import contradiction_in_words
from assignment.models import Criterion, PersonProfile, Rule, RuleGroup
from assignment.people import load_people
from assignment.rulebook import load_expertise, readable
from assignment.rules.ranges import Meeting, meetings, spelled
from assignment.rules.reach import Workforce, excluding_each_other, highest_score, nobody_is_left
from assignment.sentences import is_condition
from assignment.versions.content import rules_in
from prm.directory.models import Organization, Person

# Contradictions of a workload rule, which has a row and no criterion.
OF_WORKLOAD = frozenset({"no_maximum", "no_weights", "not_counted"})


@dataclass(frozen=True, slots=True)
class RuleWarning:
    """A whole sentence about a rule, one of its criteria, a group or somebody's profile; `field` is that of its form,
    empty where it is about several."""

    words: str
    field: str = ""
    rule: Rule | None = None
    criterion: Criterion | None = None
    group: RuleGroup | None = None
    profile: PersonProfile | None = None
    circle: tuple[PersonProfile, ...] = ()


def warnings(groups: Sequence[RuleGroup], now: datetime) -> list[RuleWarning]:
    """Of groups with everything below them fetched. Nine statements whatever their number."""
    force = _workforce(now)
    rules = rules_in(groups)
    found = [warning for rule in rules for warning in _of_rule(rule, force)]
    found += [warning for met in meetings(rules) for warning in _of_ranges(met)]
    found += [warning for group in groups for warning in _of_group(group)]
    return [*found, *_of_substitutes()]


def _workforce(now: datetime) -> Workforce:
    active = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER, active=True)
    known = set(active.values_list("pk", flat=True))
    return Workforce([person for person in load_people() if person.id in known], load_expertise(), now)


def _of_rule(rule: Rule, force: Workforce) -> Iterator[RuleWarning]:
    yield from _named(rule)
    yield from _dates(rule, force.now)
    try:
        read = readable(rule)
    except matching.Contradiction as wrong:
        yield _left_out(rule, wrong)
        return
    yield from _reached(rule, read, force)


def _left_out(rule: Rule, wrong: matching.Contradiction) -> RuleWarning:
    words = _("It is left out of every assignment: %(why)s.")
    words %= {"why": contradiction_in_words(wrong.code, wrong.attribute)}
    field = "workload_rules" if wrong.code in OF_WORKLOAD else ""
    return RuleWarning(words, field, rule, _at_fault(rule, wrong))


def _at_fault(rule: Rule, wrong: matching.Contradiction) -> Criterion | None:
    """The criterion of a contradiction: of several on one attribute the one whose values do not go with it."""
    criteria = [row for row in rule.criteria.all() if row.attribute == wrong.attribute]
    odd = [row for row in criteria if (row.compare in LISTS_VALUES) != bool(row.values.all())]
    return next(iter(odd or criteria), None)


def _named(rule: Rule) -> Iterator[RuleWarning]:
    if rule.named_lead and not rule.named_lead.active:
        text = _("%(name)s is deactivated and will never lead.")
        yield RuleWarning(text % {"name": rule.named_lead}, "named_lead", rule)
    gone = [str(row.person) for row in rule.candidates.all() if not row.person.active]
    if gone:
        text = _("Listed but deactivated, so never added: %(names)s.")
        yield RuleWarning(text % {"names": ", ".join(gone)}, "source", rule)


def _dates(rule: Rule, now: datetime) -> Iterator[RuleWarning]:
    if rule.expiration and rule.activation and rule.expiration <= rule.activation:
        yield RuleWarning(_("It ends before it starts, so it never runs."), "expiration", rule)
    elif rule.active and rule.expiration and rule.expiration <= now:
        day = {"day": date_format(localtime(rule.expiration), "DATETIME_FORMAT")}
        yield RuleWarning(_("It ended on %(day)s and runs no more.") % day, "expiration", rule)
    for row in rule.candidates.all():
        if row.expiration and row.activation and row.expiration <= row.activation:
            text = _("The listing of %(name)s ends before it starts.")
            yield RuleWarning(text % {"name": row.person}, "source", rule)


def _reached(rule: Rule, read: matching.Rule, force: Workforce) -> Iterator[RuleWarning]:
    highest = highest_score(read, force.expertise)
    if highest < rule.passing_score and rule.filter != Rule.Filter.ALL_MUST_ASSIGN:
        told = {"highest": number_format(spelled(highest), decimal_pos=0), "passing": rule.passing_score}
        text = _("Nobody can reach the passing score of %(passing)s: all points together are %(highest)s.")
        yield RuleWarning(text % told, "passing_score", rule)
    if attribute := excluding_each_other(read):
        told_of = {"attribute": Criterion.Attribute(attribute).label}
        text = _("It can never match: its conditions on the %(attribute)s exclude each other.")
        conditions = (row for row in rule.criteria.all() if row.attribute == attribute and is_condition(row))
        yield RuleWarning(text % told_of, "", rule, next(conditions))
    if rule.active and nobody_is_left(read, force):
        text = _("No candidate is left: no active person comes from there and meets what is required of people.")
        yield RuleWarning(text, "source", rule)


def _of_ranges(met: Meeting) -> Iterator[RuleWarning]:
    """Said at both rules."""
    low, high = (
        end if end is None else number_format(spelled(end), force_grouping=True) for end in (met.low, met.high)
    )
    label = Criterion.Attribute(met.attribute).label
    for span, other in ((met.first, met.second), (met.second, met.first)):
        told = {"attribute": label, "low": low, "high": high, "other": other.rule.name}
        if met.is_gap:
            text = _("No rule takes an %(attribute)s between %(low)s and %(high)s: there is a gap to “%(other)s”.")
        elif low and high:
            text = _("“%(other)s” takes the same %(attribute)s from %(low)s to %(high)s: both rules run.")
        else:
            text = _("“%(other)s” takes some of the same %(attribute)s: both rules run.")
        yield RuleWarning(text % told, "", span.rule, span.criterion)


def _of_group(group: RuleGroup) -> Iterator[RuleWarning]:
    for field, person, text in (
        ("fallback", group.fallback, _("The fallback person of %(group)s, %(name)s, is deactivated.")),
        ("owner", group.owner, _("The owner of %(group)s, %(name)s, is deactivated.")),
    ):
        if person and not person.active:
            yield RuleWarning(text % {"group": group.name, "name": person}, field, group=group)


def _of_substitutes() -> Iterator[RuleWarning]:
    """Circles of people who stand in for each other, each told once; and substitutes who are gone."""
    rows = PersonProfile.objects.exclude(substitute=None).select_related("person", "substitute").order_by("person_id")
    profiles = {row.person: row for row in rows}
    told: set[Person] = set()
    for person, profile in profiles.items():
        if profile.substitute and not profile.substitute.active and person.active:
            text = _("The substitute of %(name)s, %(substitute)s, is deactivated.")
            words = text % {"name": person, "substitute": profile.substitute}
            yield RuleWarning(words, "substitute", profile=profile)
        circle = [person]
        while (after := _substitute(profiles, circle[-1])) and after not in circle:
            circle.append(after)
        if after == person and person not in told:
            told.update(circle)
            names = " → ".join(str(one) for one in [*circle, person])
            text = _("Substitutes in a circle, so nobody stands in when all are away: %(names)s.")
            within = tuple(profiles[one] for one in circle)
            yield RuleWarning(text % {"names": names}, "substitute", profile=profile, circle=within)


def _substitute(profiles: Mapping[Person, PersonProfile], person: Person) -> Person | None:
    profile = profiles.get(person)
    return profile.substitute if profile else None
