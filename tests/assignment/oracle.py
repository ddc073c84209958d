"""A second, naive reading of the method: written from the text of the design alone, slow, on plain dicts of case files.

    told = decide(case, drawn={"R1": "p2"})

`case` is a case as its file spells it, with instants as ISO texts. `drawn` names whom the engine drew for each rule
with the filter `one_random`: how lots are cast isn't told in figures, who may be drawn is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.assignment.oracle_criteria import Judge, Removed, and_above, is_full

Json = dict[str, Any]


@dataclass
class Told:
    """What the oracle says, in the shape of `expected` of a case file."""

    assigned: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    totals: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    lead: str | None = None
    unassigned: bool = False


@dataclass
class Ruling:
    """One rule's candidates: totals of those who came through, reasons of the others, who was chosen."""

    rule: Json
    outcome: str
    totals: dict[str, Fraction] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)


def decide(case: Json, drawn: dict[str, str]) -> Told:
    """Steps 1 to 11 for one opportunity."""
    told, decided = Told(), []
    for name, group in groups_of(case):
        rulings = one_pass(case, [rule for rule in case["rules"] if rule.get("group") == name], drawn)
        decided.append((group, [ruling for ruling in rulings if ruling.outcome == "assigned"]))
        for ruling in rulings:
            note(told, ruling)
        if has_nothing_to_find(case, rulings):
            continue
        if not any(ruling.outcome == "assigned" for ruling in rulings):
            if group.get("fallback") and may_fall_back(case, member(case, group["fallback"])):
                told.assigned.setdefault(group["fallback"], {})
            else:
                told.unassigned = True
    told.lead = lead(case, decided)
    return told


def has_nothing_to_find(case: Json, rulings: list[Ruling]) -> bool:
    """A direct deal has no partner: a group whose active rules all ask for one is not asked (docs/assignment.md)."""
    active = [ruling.rule for ruling in rulings if ruling.outcome != "inactive"]
    return bool(case["opportunity"].get("direct") and active and all(map(needs_partner, active)))


def needs_partner(rule: Json) -> bool:
    """Its channel manager, or always a tier or type, which the brand owner has not."""
    asked = [one for one in rule.get("criteria", []) if one["compare"] == "object" and is_always(one)]
    return rule.get("source") == "channel_manager" or any(one.get("attribute") == "partner_tier" for one in asked)


def is_always(criterion: Json) -> bool:
    return bool(criterion.get("required", "always") == "always")


def may_fall_back(case: Json, person: Json) -> bool:
    """Capacity is hard; inactive people, those of another partner and who declined never come."""
    return eligible(case, person) and not is_full(person)


def groups_of(case: Json) -> list[tuple[str | None, Json]]:
    """Each group is its own pass; rules without one make another."""
    whole = {"add_scores": case.get("settings", {}).get("add_scores", False)}
    named = [(name, {**whole, **group}) for name, group in case.get("groups", {}).items()]
    loose = any(rule.get("group") is None for rule in case["rules"])
    return [*([(None, whole)] if loose else []), *named]


def note(told: Told, ruling: Ruling) -> None:
    name = ruling.rule["id"]
    told.rules[name] = ruling.outcome
    for person, total in ruling.totals.items():
        told.totals.setdefault(person, {})[name] = total
    for person, reason in ruling.others.items():
        told.others.setdefault(person, {})[name] = reason
    for person in ruling.chosen:
        if ruling.outcome == "assigned":
            told.assigned.setdefault(person, {})[name] = ruling.totals[person]
        else:
            told.others.setdefault(person, {})[name] = "superseded"


def one_pass(case: Json, rules: list[Json], drawn: dict[str, str]) -> list[Ruling]:
    """Steps 1 and 9: segments ascend until one has an assignee; exclusive rules supersede."""
    now = case["settings"]["now"]
    rulings = [Ruling(rule, "inactive") for rule in rules if not holds(rule, now)]
    active = [rule for rule in rules if holds(rule, now)]
    done = False
    for sequence in sorted({rule.get("sequence") or 0 for rule in active}):
        segment = [rule for rule in active if (rule.get("sequence") or 0) == sequence]
        if done:
            rulings += [Ruling(rule, "not_evaluated") for rule in segment]
            continue
        found = [one_rule(case, rule, drawn) for rule in segment]
        supersede(found)
        done = any(ruling.chosen for ruling in found)
        rulings += found
    return rulings


def holds(dated: Json, now: str) -> bool:
    """Active, and within its half-open time."""
    begun = dated.get("activation") is None or dated["activation"] <= now
    return dated.get("active", True) and begun and (dated.get("expiration") is None or now < dated["expiration"])


def supersede(segment: list[Ruling]) -> None:
    exclusive = [ruling for ruling in segment if ruling.rule.get("exclusive") and ruling.chosen]
    if exclusive:
        first = min(exclusive, key=lambda ruling: (-best_score(ruling), ruling.rule["id"]))
        for ruling in segment:
            if ruling is not first and ruling.chosen:
                ruling.outcome = "superseded"


def best_score(ruling: Ruling) -> Fraction:
    return max(ruling.totals[person] for person in ruling.chosen)


def one_rule(case: Json, rule: Json, drawn: dict[str, str]) -> Ruling:
    """Steps 2 to 8."""
    judge = Judge(case)
    of_opportunity = Fraction(0)
    if case["opportunity"].get("direct") and needs_partner(rule):
        return Ruling(rule, "failed_object")
    for criterion in rule.get("criteria", []):
        if criterion["compare"] == "object":
            score = judge.opportunity(criterion)
            if score is None:
                return Ruling(rule, "failed_object")
            of_opportunity += score
    ruling = Ruling(rule, "no_assignee")
    own_scores = candidates(case, rule)
    for person, own in own_scores.items():
        weigh(case, judge, ruling, person, own + of_opportunity)
    for person in own_scores:
        substitute = member(case, person).get("substitute")
        if not substitute or substitute in ruling.others | ruling.totals:
            continue
        if needs_substitute(case, ruling, person) and eligible(case, member(case, substitute)):
            weigh(case, judge, ruling, substitute, of_opportunity)
    beside = ruling.totals.keys() - own_scores if rule.get("source") == "channel_manager" else set()
    choose(case, ruling, drawn, beside)
    ruling.outcome = "assigned" if ruling.chosen else "no_assignee"
    return ruling


def needs_substitute(case: Json, ruling: Ruling, person: str) -> bool:
    """Removed for it, or a channel manager who goes on all the same; what workload says of him comes after that."""
    away = not member(case, person).get("available", True)
    went_on = person in ruling.totals or ruling.others.get(person) == "removed_workload"
    return ruling.others.get(person) == "removed_availability" or (away and went_on)


def weigh(case: Json, judge: Judge, ruling: Ruling, person: str, so_far: Fraction) -> None:
    """Steps 3 (capacity) to 7: a total, or the first thing that removes the candidate."""
    try:
        worth = judge.person(member(case, person), ruling.rule)
    except Removed as removed:
        ruling.others[person] = str(removed)
    else:
        ruling.totals[person] = Fraction(str(ruling.rule.get("score", 0))) + so_far + worth


def candidates(case: Json, rule: Json) -> dict[str, Fraction]:
    """Step 3: who comes into question, with the score of those listed."""
    source, now, nothing = rule.get("source", "listed"), case["settings"]["now"], Fraction(0)
    if source == "listed":
        return {
            listed["person"]: Fraction(str(listed.get("score", 0)))
            for listed in rule.get("candidates", [])
            if holds(listed, now) and eligible(case, member(case, listed["person"]))
        }
    return {
        person["id"]: nothing
        for person in case["people"]
        if eligible(case, person, answered=source != "channel_manager") and comes_from(case, rule, source, person)
    }


def comes_from(case: Json, rule: Json, source: str, person: Json) -> bool:
    opportunity, attributes = case["opportunity"], person.get("attributes", {})
    if source == "everybody":
        return True
    if source == "channel_manager":
        return bool(person["id"] == opportunity.get("channel_manager"))
    if source == "account_team":
        return person["id"] in opportunity.get("account_team", [])
    if source == "role":
        return person.get("partner") is None and rule["role"] in attributes.get("role", [])
    wanted = rule.get("territory") or opportunity.get("territory")
    return any(wanted in and_above(case, own) for own in attributes.get("territory", []))


def eligible(case: Json, person: Json, answered: bool = True) -> bool:
    """Never: inactive people, people of another partner, and who declined, where the answer counts."""
    of_partner = person.get("partner")
    other = of_partner is not None and of_partner != case["opportunity"].get("partner")
    declined = answered and person["id"] in case["opportunity"].get("declined", [])
    return person.get("active", True) and not other and not declined


def member(case: Json, name: str) -> Json:
    return next(person for person in case["people"] if person["id"] == name)


def choose(case: Json, ruling: Ruling, drawn: dict[str, str], beside: Collection[str]) -> None:
    """Step 8: the assignee filter; ties to the least recently assigned, then the lowest load, then the id.

    Who stands beside a channel manager comes with him, at the threshold, which only "must assign" waives.
    """
    passing, filtered = (
        Fraction(str(ruling.rule.get("passing_score", 0))),
        ruling.rule.get("filter", "all_above_minimum"),
    )
    ranked = sorted(ruling.totals, key=lambda person: (-ruling.totals[person], *tie(member(case, person))))
    contest = [person for person in ranked if person not in beside]
    reaching = [person for person in contest if ruling.totals[person] >= passing]
    ruling.chosen = reaching
    if filtered == "all_must_assign" and not reaching:
        ruling.chosen = contest[:1]
    if filtered == "one_best_fit":
        ruling.chosen = reaching[:1]
    if filtered == "one_random" and reaching:
        lot = drawn.get(ruling.rule["id"])
        ruling.chosen = [lot] if lot in reaching else reaching[:1]
    if ruling.chosen:
        ruling.chosen = ruling.chosen + [person for person in beside if ruling.totals[person] >= passing]
    for person in ranked:
        if person not in ruling.chosen:
            reaches = ruling.totals[person] >= passing
            ruling.others[person] = "not_selected" if reaches else "below_passing_score"


def tie(person: Json) -> tuple[str, int, str]:
    return person.get("last_assigned") or "", person.get("open_load", 0), person["id"]


def lead(case: Json, decided: list[tuple[Json, list[Ruling]]]) -> str | None:
    """Step 10: the highest claim of all groups; equal ones, the lower rule id (docs/assignment.md)."""
    claims = [claim for group, rulings in decided for claim in claims_of(case, group, rulings)]
    return min(claims, key=lambda claim: (-claim[0], claim[1]))[2] if claims else None


def claims_of(case: Json, group: Json, rulings: list[Ruling]) -> list[tuple[Fraction, str, str]]:
    """(score, rule, person): of each marked rule, or one for the group where it adds scores."""
    marked = [(ruling, own_of(case, ruling)) for ruling in rulings if ruling.rule.get("lead", True)]
    marked = [(ruling, own) for ruling, own in marked if own]
    adding = group["add_scores"] and not any(ruling.rule.get("exclusive") for ruling in rulings)
    if not adding or not marked:
        return [claim(ruling, own) for ruling, own in marked]
    sums: dict[str, Fraction] = {}
    for ruling, own in marked:
        for person in own:
            sums[person] = sums.get(person, Fraction(0)) + ruling.totals[person]
    best = min(sums, key=lambda person: (-sums[person], *tie(member(case, person))))
    return [(sums[best], min(ruling.rule["id"] for ruling, own in marked if best in own), best)]


def claim(ruling: Ruling, own: list[str]) -> tuple[Fraction, str, str]:
    named = ruling.rule.get("primary_candidate")
    return ruling.totals[own[0]], ruling.rule["id"], named if named in own else own[0]


def own_of(case: Json, ruling: Ruling) -> list[str]:
    """The assigned who may lead for the brand owner, the best first."""
    own = [person for person in ruling.chosen if member(case, person).get("partner") is None]
    return sorted(own, key=lambda person: (-ruling.totals[person], *tie(member(case, person))))
