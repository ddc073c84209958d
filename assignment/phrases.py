"""One part of a score, twice: as a phrase of the sentence that says why, and as a line of the score table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from opportunities.history.reasons import ScoreRow

Stored = Mapping[str, Any]
Label = Callable[[str, str], str]
"""(kind, code) → what people read: kind is an attribute, `expertise` or `load`."""


def plain_label(kind: str, code: str) -> str:
    """Words for codes when the caller has none of its own: names as they are, levels within a sentence."""
    if kind == "expertise":
        return code.lower()
    if kind == "load":
        loads = {"open_opportunities": _("open deals"), "open_service_requests": _("open service requests")}
        return loads.get(code, code.replace("_", " "))
    return code.replace("_", " ")


def attribute_name(attribute: str) -> str:
    """The name of an attribute within a sentence."""
    known = ATTRIBUTES.get(attribute)
    return attribute.replace("_", " ") if known is None else str(known)


def begun(words: str) -> str:
    """A phrase at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def number_in_words(stored: int | str) -> str:
    """An exact stored amount, rounded to one decimal for reading only: "200/3" is "66.7"."""
    tenths = round(Fraction(stored) * 10)
    sign, (whole, rest) = ("−" if tenths < 0 else ""), divmod(abs(tenths), 10)
    return sign + (f"{whole}{pgettext('decimal separator', '.')}{rest}" if rest else str(whole))


def rounded(amount: Fraction) -> float:
    """For a table: a whole number as such, else with one decimal."""
    return int(amount) if amount.denominator == 1 else round(float(amount), 1)


def phrases(part: Stored, label: Label) -> list[str]:
    """What the part says about the person or the opportunity; nothing for points that are always given."""
    if part["code"] == "workload":
        return [_load(part, label)]
    return _criterion(part, label) if part["code"] == "criterion" else []


def row(part: Stored, rule: str, label: Label) -> ScoreRow:
    """The part as a line of the score table."""
    points, most = Fraction(part["points"]), _most(part)
    name, why = _named(part, rule, label)
    return ScoreRow(name, rounded(points), rounded(most), why)


def most_of(parts: Iterable[Stored]) -> Fraction:
    """What all parts could have given together."""
    return sum((_most(part) for part in parts), Fraction(0))


def _most(part: Stored) -> Fraction:
    """What the part gives at best: without a factor below 100 %, with nothing else to do."""
    points = Fraction(part["points"])
    if part["code"] == "workload":
        return max(points, Fraction(part.get("of", part["points"])))
    if any("level" in match for match in part.get("matches", ())):
        own = Fraction(part.get("own") or 0)
        return max(points, own + sum((Fraction(match["of"]) for match in part["matches"]), Fraction(0)))
    return points


def _named(part: Stored, rule: str, label: Label) -> tuple[str, str]:
    """Label of the line and, in a few words, where its points come from."""
    if part["code"] == "rule":
        return _("Rule"), rule
    if part["code"] == "candidate":
        return _("Listed by name"), rule
    if part["code"] == "workload":
        return _("Workload"), _load(part, label)
    attribute = attribute_name(part["attribute"])
    if "excluded" in part:
        return begun(attribute), _("not %(values)s") % {"values": _values(part, part["excluded"], label)}
    matches = [_match(part, match, label) for match in part["matches"]]
    has_level = any("level" in match for match in part["matches"])
    name = _("%(attribute)s expertise") % {"attribute": begun(attribute)} if has_level else begun(attribute)
    return name, listed(filter(None, matches))


def _match(part: Stored, match: Stored, label: Label) -> str:
    values = _values(part, match["values"], label)
    if "level" not in match:
        return values
    told = {"values": values, "level": label("expertise", match["level"])}
    told |= {"factor": number_in_words(match["factor"])}
    return _("%(values)s: %(level)s, counts %(factor)s%%") % told


def _load(part: Stored, label: Label) -> str:
    return load_in_words(part["load"], part["maximum"], label("load", part["name"]), part.get("weighted_by", ""))


def load_in_words(load: int | str, maximum: int | str, what: str, weighted_by: str = "") -> str:
    """ "7.5 of 12 open deals (weighted by amount)\"."""
    told = {"load": number_in_words(load), "maximum": number_in_words(maximum), "what": what}
    words = {
        "amount": _("%(load)s of %(maximum)s %(what)s (weighted by amount)"),
        "stage": _("%(load)s of %(maximum)s %(what)s (weighted by stage)"),
    }
    return words.get(weighted_by, _("%(load)s of %(maximum)s %(what)s")) % told


def _criterion(part: Stored, label: Label) -> list[str]:
    attribute = part["attribute"]
    if "excluded" in part:
        told = {"attribute": attribute_name(attribute), "values": _values(part, part["excluded"], label)}
        return [_("%(attribute)s other than %(values)s") % told]
    by_level: dict[str, list[str]] = {}
    for match in part["matches"]:
        by_level.setdefault(match.get("level", ""), []).extend(match["values"])
    found = [(level, values) for level, values in by_level.items() if values]
    if attribute == "role":
        return [_roles(values, label) for _level, values in found]
    return [_with_level(_about(part, _values(part, values, label)), level, label) for level, values in found]


def _roles(codes: Iterable[str], label: Label) -> str:
    return listed(str(ROLES[code]) if code in ROLES else label("role", code) for code in codes)


def _about(part: Stored, values: str) -> str:
    attribute, compare = part["attribute"], part.get("compare", "person")
    told = {"attribute": attribute_name(attribute), "values": values}
    if compare == "object":
        return str(OF_THE_DEAL.get(attribute, gettext_lazy("the deal’s %(attribute)s is %(values)s"))) % told
    if compare in ("organization", "object_to_organization"):
        return _("the company’s %(attribute)s is %(values)s") % told
    return str(OF_THE_PERSON.get(attribute, gettext_lazy("%(attribute)s %(values)s"))) % told


def _with_level(phrase: str, level: str, label: Label) -> str:
    if not level:
        return phrase
    return _("%(phrase)s (%(level)s)") % {"phrase": phrase, "level": label("expertise", level)}


def _values(part: Stored, values: Iterable[str], label: Label) -> str:
    return listed(label(part["attribute"], value) for value in values)


ATTRIBUTES = {
    "amount": gettext_lazy("amount"),
    "certification": gettext_lazy("certification"),
    "country": gettext_lazy("country"),
    "currency": gettext_lazy("currency"),
    "employees": gettext_lazy("number of employees"),
    "help": gettext_lazy("help needed"),
    "industry": gettext_lazy("industry"),
    "language": gettext_lazy("language"),
    "partner": gettext_lazy("partner"),
    "partner_tier": gettext_lazy("partner tier"),
    "partner_type": gettext_lazy("partner type"),
    "postal_code": gettext_lazy("postal code"),
    "product": gettext_lazy("product"),
    "product_line": gettext_lazy("product line"),
    "region": gettext_lazy("region"),
    "role": gettext_lazy("role"),
    "source": gettext_lazy("source"),
    "stage": gettext_lazy("stage"),
    "team": gettext_lazy("team"),
    "territory": gettext_lazy("territory"),
    "tier": gettext_lazy("tier"),
    "type": gettext_lazy("type"),
}
OF_THE_PERSON = {
    "certification": gettext_lazy("is certified for %(values)s"),
    "country": gettext_lazy("works in %(values)s"),
    "industry": gettext_lazy("knows %(values)s"),
    "language": gettext_lazy("speaks %(values)s"),
    "postal_code": gettext_lazy("covers postal code %(values)s"),
    "product": gettext_lazy("knows %(values)s"),
    "product_line": gettext_lazy("knows %(values)s"),
    "region": gettext_lazy("covers %(values)s"),
    "territory": gettext_lazy("covers %(values)s"),
}
# By code, since a role's name needs its article in a sentence.
ROLES = {
    "administrator": gettext_lazy("is an administrator"),
    "channel_executive": gettext_lazy("is a channel executive"),
    "channel_manager": gettext_lazy("is a channel manager"),
    "sales_agent": gettext_lazy("is a sales agent"),
}
OF_THE_DEAL = {
    "amount": gettext_lazy("the deal is worth %(values)s"),
    "country": gettext_lazy("the deal is in %(values)s"),
    "employees": gettext_lazy("the customer has %(values)s employees"),
    "help": gettext_lazy("the deal needs %(values)s"),
    "industry": gettext_lazy("the customer’s industry is %(values)s"),
    "partner": gettext_lazy("the deal is by %(values)s"),
    "postal_code": gettext_lazy("the deal is at postal code %(values)s"),
    "product": gettext_lazy("the deal includes %(values)s"),
    "product_line": gettext_lazy("the deal includes %(values)s"),
    "region": gettext_lazy("the deal is in %(values)s"),
    "territory": gettext_lazy("the deal is in %(values)s"),
}
