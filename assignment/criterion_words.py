"""One criterion, or one listed value, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assignment.attributes import LISTS_VALUES, NUMBERS, SKILLS, labels_of
from assignment.models import Criterion, CriterionValue

LabelsOf = Callable[[str, str], Mapping[str, str]]
Compare, Inclusion, Required = Criterion.Compare, Criterion.Inclusion, Criterion.Required


def criterion_words(criterion: Criterion, labels: LabelsOf = labels_of) -> str:
    """What it asks and gives: "product line expertise (+40, when the opportunity has it)".

    A page with many criteria gives `labels` that remember what they were asked for.
    """
    score = [f"{criterion.score:+}"] if criterion.score else []
    each = [_("points for each")] if criterion.inclusion == Inclusion.INCLUDE_ALL_MATCHING else []
    return marked(_what(criterion, labels), [*score, *each, *_need(criterion)])


def value_words(value: CriterionValue, labels: Mapping[str, str]) -> str:
    """A listed value with its points and level: "Router (+5, at least Expert)"."""
    level = [_("at least %(level)s") % {"level": value.minimum_level}] if value.minimum_level else []
    words = content_words(_content(value.content), value.criterion.attribute, labels)
    return marked(words, [*([f"{value.score:+}"] if value.score else []), *level])


def content_words(content: Mapping[str, Any], attribute: str, labels: Mapping[str, str]) -> str:
    """The stored content of a value: one value, a range with both ends included, or several things together."""
    if "all" in content:
        # The database keeps parts in an order of its own.
        parts = sorted(_content(content["all"]).items(), key=lambda part: part[0] != attribute)
        return " + ".join(_part(name, part, attribute) for name, part in parts)
    if "low" in content or "high" in content:
        return _range(content.get("low"), content.get("high"), numbers=attribute in NUMBERS)
    stored = str(content.get("value", ""))
    return labels.get(stored, stored)


def _part(name: str, part: Any, attribute: str) -> str:
    """A part of a combination; one of another attribute than the criterion's names it."""
    words = content_words(_content(part), name, labels_of(name))
    if name == attribute or name not in Criterion.Attribute.values:
        return words
    return _("%(attribute)s %(value)s") % {"attribute": Criterion.Attribute(name).label, "value": words}


def marked(words: str, marks: Sequence[str]) -> str:
    """Words with what is added in brackets."""
    return _("%(words)s (%(marks)s)") % {"words": words, "marks": ", ".join(marks)} if marks else words


def _what(criterion: Criterion, labels: LabelsOf) -> str:
    attribute = criterion.get_attribute_display()
    if criterion.compare in LISTS_VALUES and not criterion.values.all():
        return marked(attribute, [_("no values yet")])
    if criterion.compare in LISTS_VALUES:
        return _comparison(criterion) % {"attribute": attribute, "values": listed_values(criterion, labels)}
    if criterion.compare == Compare.OBJECT_TO_ORGANIZATION:
        return _("the company has the opportunity’s %(attribute)s") % {"attribute": attribute}
    return _knows(criterion) % {"attribute": attribute}


def _knows(criterion: Criterion) -> str:
    """What the person must know of the opportunity's own values: any, all or none of them."""
    if criterion.attribute in SKILLS:
        return {
            Inclusion.INCLUDE_ALL: _("expertise in every %(attribute)s of the opportunity"),
            Inclusion.EXCLUDE: _("no expertise in any %(attribute)s of the opportunity"),
        }.get(Inclusion(criterion.inclusion), _("%(attribute)s expertise"))
    return {
        Inclusion.INCLUDE_ALL: _("knows every %(attribute)s of the opportunity"),
        Inclusion.EXCLUDE: _("knows no %(attribute)s of the opportunity"),
    }.get(Inclusion(criterion.inclusion), _("knows the opportunity’s %(attribute)s"))


def _comparison(criterion: Criterion) -> str:
    without = criterion.inclusion == Inclusion.EXCLUDE
    return {
        (Compare.OBJECT, False): _("the %(attribute)s is %(values)s"),
        (Compare.OBJECT, True): _("the %(attribute)s is not %(values)s"),
        (Compare.PERSON, False): _("the person’s %(attribute)s is %(values)s"),
        (Compare.PERSON, True): _("the person’s %(attribute)s is not %(values)s"),
        (Compare.ORGANIZATION, False): _("the company’s %(attribute)s is %(values)s"),
        (Compare.ORGANIZATION, True): _("the company’s %(attribute)s is not %(values)s"),
    }[Compare(criterion.compare), without]


def listed_values(criterion: Criterion, labels: LabelsOf = labels_of) -> str:
    """The values a criterion lists, joined as its inclusion says; a hint where they are missing or not needed."""
    if criterion.compare not in LISTS_VALUES:
        return _("the opportunity’s own")
    known = labels(criterion.attribute, criterion.compare)
    words = [value_words(value, known) for value in criterion.values.all()]
    if not words:
        return _("no values yet")
    joint = _("%(first)s and %(last)s") if criterion.inclusion == Inclusion.INCLUDE_ALL else _("%(first)s or %(last)s")
    *first, last = words
    return joint % {"first": ", ".join(first), "last": last} if first else last


def _need(criterion: Criterion) -> list[str]:
    """Conditions of the opportunity are needed by being conditions; "when available" is said everywhere."""
    if criterion.required == Required.WHEN_AVAILABLE and criterion.compare not in (
        Compare.PERSON,
        Compare.ORGANIZATION,
    ):
        return [_("if known")] if criterion.compare == Compare.OBJECT else [_("when the opportunity has it")]
    needed = criterion.required != Required.NEVER and criterion.compare != Compare.OBJECT
    return [_("required")] if needed else []


def _range(low: Any, high: Any, *, numbers: bool) -> str:
    ends = {"low": _end(low, numbers), "high": _end(high, numbers)}
    if ends["low"] and ends["high"]:
        return _("%(low)s to %(high)s") % ends
    return _("%(low)s or more") % ends if ends["low"] else _("%(high)s or less") % ends


def _end(value: Any, numbers: bool) -> str:
    if value in (None, ""):
        return ""
    return number_format(value, use_l10n=True, force_grouping=True) if numbers else str(value)


def _content(part: Any) -> Mapping[str, Any]:
    return part if isinstance(part, dict) else {"value": part}
