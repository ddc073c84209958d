"""Stored reasons in words: codes and parameters become translatable sentences, made when somebody reads them."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignment.phrases import Label, Stored, attribute_name, begun, listed, number_in_words, phrases, plain_label, row
from assignment.phrases import most_of as most_of_parts
from opportunities.history.reasons import Why


class Reader(StrEnum):
    BRAND_OWNER = "brand_owner"
    PARTNER = "partner"


def reason_in_words(reason: Stored, reader: Reader, person: str = "", label: Label | None = None) -> Why:
    """The one function for a member's reason, a suggestion's, and that of a group that found nobody.

    `person` is the member's name. Partners read how many others there were and how they ended, never who they are nor
    what rules ask of an opportunity they didn't match. Raises KeyError for a code this version doesn't know.
    """
    return REASONS[reason["code"]](reason, reader, person, label or plain_label)


def counts_in_words(counts: Mapping[str, int], passing: int | str | None = None) -> str:
    """People by outcome, in the order in which they were taken out: "4 not available, 7 below 50"."""
    told = [(code, counts[code]) for code in COUNTED if counts.get(code)]
    return listed(COUNTED[code](count, passing) for code, count in told)


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


def group_outcome_in_words(outcome: str, fallback: str = "") -> str:
    """What a whole group came to; `fallback` is whom it fell back on. Raises KeyError for an unknown code."""
    return {
        "assigned": _("assigned somebody"),
        "fallback": _("no rule found anybody, so it came to %(person)s") % {"person": fallback},
        "unassigned": _("found nobody"),
        "not_run": _("not run, since the opportunity was closed"),
        "not_direct": _("not for direct deals: each of its rules asks for a partner"),
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


def _by_rule(reason: Stored, reader: Reader, person: str, label: Label) -> Why:
    best, *further = reason["rules"]
    rule = {"name": best["name"], "version": best["version"]}
    told = [_("Leads on the brand owner’s side.")] if reason.get("lead") else []
    by = {"rule": _("Found by the rule “%(name)s”, version %(version)s.")}
    by["suggested"] = _("Suggested by the rule “%(name)s”, version %(version)s, and chosen by hand.")
    if reader is Reader.BRAND_OWNER and reason.get("published"):
        rule["published"] = reason["published"]
        by["rule"] = _("Found by the rule “%(name)s”, version %(version)s, of the rules published as %(published)s.")
    told.append(by[reason["code"]] % rule)
    for other in further:
        also = {"name": other["name"], "total": number_in_words(other["total"])}
        told.append(_("Also by the rule “%(name)s”, with %(total)s points.") % also)
    parts = [part for part in best.get("parts", ()) if part["code"] != "criterion" or part["points"]]
    is_scored = best["source"] != "channel_manager" and any(part["points"] for part in parts)
    others = best.get("others") or {}
    return Why(
        sentence=_sentence(best, label),
        further=" ".join(told),
        others=_others(others, best["passing"]),
        other_count=sum(others.values()),
        rows=tuple(row(part, best["name"], label) for part in parts) if is_scored else (),
        total=_total(best["total"], parts) if is_scored else "",
        passing=_("passing score %(passing)s") % {"passing": number_in_words(best["passing"])} if is_scored else "",
    )


def _total(total: int | str, parts: list[Stored]) -> str:
    told = {"total": number_in_words(total), "most": number_in_words(str(most_of_parts(parts)))}
    return _("%(total)s of %(most)s") % told


def _others(others: Mapping[str, int], passing: int | str) -> str:
    count = sum(others.values())
    if not count:
        return ""
    told = {"count": count, "counts": counts_in_words(others, passing)}
    return ngettext("%(count)d other: %(counts)s.", "%(count)d others: %(counts)s.", count) % told


def _sentence(rule: Stored, label: Label) -> str:
    """ "Covers Ohio, knows edge servers (expert), 4 of 12 open deals: 90 points, 50 needed.\""""
    said = [words for part in rule.get("parts", ()) for words in phrases(part, label)]
    if rule.get("stands_in"):
        said.insert(0, _("stands in for a colleague who is away"))
    elif rule["source"] not in ("listed", "everybody") or not said:
        said.insert(0, _source(rule["source"]))
    told = {"reasons": begun(listed(said)), "total": number_in_words(rule["total"])}
    if rule["passing"] == 0:
        return _("%(reasons)s.") % told if rule["total"] == 0 else _("%(reasons)s: %(total)s points.") % told
    told["passing"] = number_in_words(rule["passing"])
    return _("%(reasons)s: %(total)s points, %(passing)s needed.") % told


def _source(source: str) -> str:
    return {
        "listed": _("listed in the rule"),
        "channel_manager": _("channel manager of the opportunity’s partner"),
        "territory": _("works the territory"),
        "role": _("has the role that the rule asks for"),
        "account_team": _("works on the customer’s other open opportunities"),
        "everybody": _("the rule considers everybody"),
    }[source]


def _fallback(reason: Stored, reader: Reader, person: str, label: Label) -> Why:
    told = {"person": person, "group": reason["group"]}
    return Why(_("No rule of “%(group)s” found anybody, so the opportunity came to %(person)s.") % told)


def _nobody(reason: Stored, reader: Reader, person: str, label: Label) -> Why:
    people, told = sum(reason["people"].values()), {"group": reason["group"]}
    failed = [_failed(one) for one in reason.get("failed", ())] if reader is Reader.BRAND_OWNER else []
    if not people:
        looked = _("Nobody was found for “%(group)s”: the rules that fit have nobody to choose from.")
        fits_none = _("Nobody was found for “%(group)s”: no rule fits this opportunity.")
        sentence = looked if reason.get("rules", {}).get("no_assignee") else fits_none
        return Why(sentence % told, " ".join(failed))
    counts = counts_in_words(reason["people"], reason.get("passing"))
    sentence = ngettext(
        "Nobody was found for “%(group)s”: %(count)d person was considered, %(counts)s.",
        "Nobody was found for “%(group)s”: %(count)d people were considered, %(counts)s.",
        people,
    )
    return Why(sentence % (told | {"count": people, "counts": counts}), " ".join(failed))


def _failed(failed: Stored) -> str:
    told = {"rule": failed["rule"], "attribute": attribute_name(failed["attribute"])}
    if failed["missing"] == "direct":
        return _("The rule “%(rule)s” is for deals of partners, and this one is direct.") % told
    if failed["missing"]:
        return _("The rule “%(rule)s” asks for the %(attribute)s, which is not known.") % told
    return _("The rule “%(rule)s” is not for this %(attribute)s.") % told


def _passing(passing: int | str | None) -> str:
    return _("the passing score") if passing is None else number_in_words(passing)


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
REASONS: dict[str, Callable[[Stored, Reader, str, Label], Why]] = {
    "rule": _by_rule,
    "suggested": _by_rule,
    "fallback": _fallback,
    "unassigned": _nobody,
}
