"""Stored reasons in words: codes and parameters become translatable sentences, made when somebody reads them."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

Stored = Mapping[str, Any]
Label = Callable[[str, str], str]
"""(kind, code) → what people read: kind is an attribute, `expertise` or `load`."""


class Reader(StrEnum):
    BRAND_OWNER = "brand_owner"
    PARTNER = "partner"


def reason_in_words(reason: Stored, reader: Reader, person: str = "", label: Label | None = None) -> str:
    """One text for a member's reason or for a group that found nobody.

    `person` is the member's name. Partners read how many others there were and how they ended, never who they are nor
    what rules ask of an opportunity they didn't match. Raises KeyError for a code this version doesn't know.
    """
    return " ".join(SENTENCES[reason["code"]](reason, reader, person, label or plain_label))


def counts_in_words(counts: Mapping[str, int], passing: int | str | None = None) -> str:
    """People by outcome, in the order in which they were taken out: "4 not available, 7 below 50"."""
    told = [(code, counts[code]) for code in COUNTED if counts.get(code)]
    return _list(COUNTED[code](count, passing) for code, count in told)


def rule_outcome_in_words(outcome: str) -> str:
    """What became of a rule. Raises KeyError for an unknown code."""
    return {
        "assigned": _("assigned somebody"),
        "failed_object": _("does not match the opportunity"),
        "no_assignee": _("found nobody"),
        "not_evaluated": _("not evaluated: an earlier rule had assigned somebody, or the opportunity is closed"),
        "superseded": _("superseded by an exclusive rule"),
        "inactive": _("not active at that time"),
    }[outcome]


def outcome_in_words(outcome: str, passing: int | str | None = None) -> str:
    """What became of one candidate. Raises KeyError for an unknown code."""
    return {
        "assigned": _("assigned"),
        "superseded": _("superseded by an exclusive rule"),
        "not_selected": _("reached the passing score, another was chosen"),
        "below_passing_score": _("below %(passing)s") % {"passing": _passing(passing)},
        "removed_workload": _("too much work at the moment"),
        "removed_availability": _("not available in time"),
        "removed_required": _("does not meet a requirement"),
        "removed_capacity": _("no room for another opportunity"),
        "declined": _("declined"),
        "not_considered": _("no longer considered"),
    }[outcome]


def plain_label(kind: str, code: str) -> str:
    """Words for codes when the caller has none of its own: names as they are, levels within a sentence."""
    if kind == "expertise":
        return code.lower()
    if kind == "load":
        loads = {"open_opportunities": _("open deals"), "open_service_requests": _("open service requests")}
        return loads.get(code, code.replace("_", " "))
    return code


def attribute_label(attribute: str) -> str:
    """The name of an attribute at the beginning of a phrase."""
    known = ATTRIBUTES.get(attribute)
    return attribute.replace("_", " ").capitalize() if known is None else str(known)


def number_in_words(stored: int | str) -> str:
    """An exact stored amount, rounded to one decimal for reading only: "200/3" is "66.7"."""
    tenths = round(Fraction(stored) * 10)
    sign, (whole, rest) = ("−" if tenths < 0 else ""), divmod(abs(tenths), 10)
    return sign + (f"{whole}{pgettext('decimal separator', '.')}{rest}" if rest else str(whole))


def _joined_by_rule(reason: Stored, reader: Reader, person: str, label: Label) -> Iterable[str]:
    best, *further = reason["rules"]
    yield _why(best, person, label)
    if reason.get("lead"):
        yield _("Leads on the brand owner’s side.")
    rule = {"name": best["name"], "version": best["version"]}
    yield _("Rule “%(name)s”, version %(version)s.") % rule
    if others := best.get("others"):
        count = sum(others.values())
        told = {"count": count, "counts": counts_in_words(others, best["passing"])}
        yield ngettext("%(count)d other: %(counts)s.", "%(count)d others: %(counts)s.", count) % told
    for other in further:
        told = {"name": other["name"], "total": number_in_words(other["total"])}
        yield _("Also by rule “%(name)s”: %(total)s.") % told


def _why(rule: Stored, person: str, label: Label) -> str:
    parts = [words for part in rule.get("parts", ()) if (words := PARTS[part["code"]](part, label))]
    if rule.get("stands_in"):
        parts.insert(0, _("Stands in for a colleague who is away"))
    elif rule["source"] == "channel_manager" or not parts:
        parts.insert(0, _source(rule["source"]))
    told = {"person": person, "parts": _list(parts)}
    if rule["total"] == rule["passing"] == 0:
        return _("Why %(person)s? %(parts)s.") % told
    told |= {"total": number_in_words(rule["total"]), "passing": number_in_words(rule["passing"])}
    return _("Why %(person)s? %(parts)s: %(total)s, passing score %(passing)s.") % told


def _source(source: str) -> str:
    return {
        "listed": _("Listed in the rule"),
        "channel_manager": _("Channel manager of the opportunity’s partner"),
        "territory": _("Works the territory"),
        "role": _("Has the role that the rule asks for"),
        "account_team": _("On the team of the account’s other open opportunities"),
        "everybody": _("The rule considers everybody"),
    }[source]


def _joined_as_fallback(reason: Stored, reader: Reader, person: str, label: Label) -> Iterable[str]:
    told = {"person": person, "group": reason["group"]}
    yield _("Why %(person)s? No rule of “%(group)s” found anybody, so the opportunity came to its fallback.") % told


def _nobody_found(reason: Stored, reader: Reader, person: str, label: Label) -> Iterable[str]:
    people = sum(reason["people"].values())
    if people:
        told = {"count": people, "counts": counts_in_words(reason["people"], reason.get("passing"))}
        yield (
            ngettext(
                "Nobody was found: %(count)d person considered, %(counts)s.",
                "Nobody was found: %(count)d people considered, %(counts)s.",
                people,
            )
            % told
        )
    elif reader is Reader.PARTNER:
        yield _("Nobody was found: no rule fits this opportunity.")
    else:
        yield _("Nobody was found: no rule of “%(group)s” fits this opportunity.") % {"group": reason["group"]}
    if reader is Reader.BRAND_OWNER:
        yield from (_failed(failed) for failed in reason.get("failed", ()))


def _failed(failed: Stored) -> str:
    told = {"rule": failed["rule"], "attribute": attribute_label(failed["attribute"])}
    if failed["missing"]:
        return _("Rule “%(rule)s”: %(attribute)s is not known.") % told
    return _("Rule “%(rule)s”: %(attribute)s does not match.") % told


def _rule_part(part: Stored, label: Label) -> str:
    return _("Score of the rule (%(points)s)") % {"points": _plus(part["points"])}


def _candidate_part(part: Stored, label: Label) -> str:
    return _("Own score in the rule (%(points)s)") % {"points": _plus(part["points"])}


def _criterion_part(part: Stored, label: Label) -> str:
    attribute = attribute_label(part["attribute"])
    if "excluded" in part:
        told = {"attribute": attribute, "values": _values(part, part["excluded"], label)}
        return _with_points(_("%(attribute)s not %(values)s") % told, [part["points"]] if part["points"] else [])
    if not any("level" in match for match in part["matches"]):
        values = [value for match in part["matches"] for value in match["values"]]
        told = {"attribute": attribute, "values": _values(part, values, label)}
        words = _("%(attribute)s %(values)s") % told if values else attribute
        return _with_points(words, [part["points"]] if part["points"] else [])
    own = [part["own"]] if part.get("own") else []
    first, *further = part["matches"]
    return _list([_match(part, first, own, label), *(_match(part, match, [], label) for match in further)])


def _match(part: Stored, match: Stored, own: list[Any], label: Label) -> str:
    values = _values(part, match["values"], label)
    if "level" not in match:
        return _with_points(values, [*own, match["of"]] if match["of"] else own)
    told = {"value": values, "level": label("expertise", match["level"])}
    scored = [*own, (match["of"], match["factor"])] if match["of"] else own
    return _with_points(_("%(value)s %(level)s") % told, scored)


def _workload_part(part: Stored, label: Label) -> str:
    told = {
        "load": number_in_words(part["load"]),
        "maximum": number_in_words(part["maximum"]),
        "what": label("load", part["name"]),
    }
    return _with_points(_("%(load)s of %(maximum)s %(what)s") % told, [part["points"]])


def _with_points(words: str, scored: list[Any]) -> str:
    """What it gave behind it: (+30), or (+40 × 60 %) where a factor was applied."""
    terms = []
    for term in scored:
        if isinstance(term, tuple):
            told = {"points": _plus(term[0]), "factor": number_in_words(term[1])}
            terms.append(_("%(points)s × %(factor)s %%") % told)
        else:
            terms.append(_plus(term))
    return f"{words} ({' '.join(terms)})" if terms else words


def _values(part: Stored, values: Iterable[str], label: Label) -> str:
    return _list(label(part["attribute"], value) for value in values)


def _list(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def _plus(points: int | str) -> str:
    words = number_in_words(points)
    return words if words.startswith("−") else f"+{words}"


def _passing(passing: int | str | None) -> str:
    return _("the passing score") if passing is None else number_in_words(passing)


ATTRIBUTES = {
    "amount": gettext_lazy("Amount"),
    "certification": gettext_lazy("Certification"),
    "country": gettext_lazy("Country"),
    "currency": gettext_lazy("Currency"),
    "help": gettext_lazy("Help"),
    "industry": gettext_lazy("Industry"),
    "language": gettext_lazy("Language"),
    "partner": gettext_lazy("Partner"),
    "partner_tier": gettext_lazy("Partner tier"),
    "partner_type": gettext_lazy("Partner type"),
    "postal_code": gettext_lazy("Postal code"),
    "product": gettext_lazy("Product"),
    "product_line": gettext_lazy("Product line"),
    "region": gettext_lazy("Region"),
    "role": gettext_lazy("Role"),
    "source": gettext_lazy("Source"),
    "stage": gettext_lazy("Stage"),
    "team": gettext_lazy("Team"),
    "territory": gettext_lazy("Territory"),
    "tier": gettext_lazy("Tier"),
    "type": gettext_lazy("Type"),
}
COUNTED: dict[str, Callable[[int, int | str | None], str]] = {
    "declined": lambda count, _p: ngettext("%(count)d declined", "%(count)d declined", count) % {"count": count},
    "removed_capacity": lambda count, _p: (
        ngettext("%(count)d without room", "%(count)d without room", count) % {"count": count}
    ),
    "removed_required": lambda count, _p: (
        ngettext("%(count)d not fitting", "%(count)d not fitting", count) % {"count": count}
    ),
    "removed_availability": lambda count, _p: (
        ngettext("%(count)d not available", "%(count)d not available", count) % {"count": count}
    ),
    "removed_workload": lambda count, _p: (
        ngettext("%(count)d too busy", "%(count)d too busy", count) % {"count": count}
    ),
    "below_passing_score": lambda count, passing: (
        ngettext("%(count)d below %(passing)s", "%(count)d below %(passing)s", count)
        % {"count": count, "passing": _passing(passing)}
    ),
    "not_selected": lambda count, _p: (
        ngettext("%(count)d not chosen", "%(count)d not chosen", count) % {"count": count}
    ),
    "superseded": lambda count, _p: ngettext("%(count)d superseded", "%(count)d superseded", count) % {"count": count},
}
PARTS: dict[str, Callable[[Stored, Label], str]] = {
    "rule": _rule_part,
    "candidate": _candidate_part,
    "criterion": _criterion_part,
    "workload": _workload_part,
}
SENTENCES: dict[str, Callable[[Stored, Reader, str, Label], Iterable[str]]] = {
    "rule": _joined_by_rule,
    "fallback": _joined_as_fallback,
    "unassigned": _nobody_found,
}
