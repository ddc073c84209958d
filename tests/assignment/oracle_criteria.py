"""The oracle's reading of criteria: comparison, inclusion, required, expertise, workload. See oracle.py."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
OBJECT_TO = ("object_to_person", "object_to_organization")


class Removed(Exception):
    """A candidate is out; the text is the outcome."""


class Judge:
    """Compares the opportunity and the people of one case."""

    def __init__(self, case: Json) -> None:
        self.case = case
        self.attributes: Json = case["opportunity"].get("attributes", {})
        self.lines: list[Json] = case["opportunity"].get("lines", [])
        self.channel_manager: str | None = case["opportunity"].get("channel_manager")
        self.order: list[str] = case["settings"]["expertise_order"]
        self.weight: Json = case["settings"]["expertise_weight"]

    def facts(self, attribute: str) -> list[Any]:
        """The values that the opportunity states itself, else those of its revenue lines."""
        found = list(self.attributes.get(attribute, []))
        return found or [value for line in self.lines for value in line.get(attribute, [])]

    def tied(self, value: Json) -> list[str]:
        """What a composite value asks of one and the same line: two or more attributes that lines have."""
        names = [name for name in value.get("all", {}) if any(line.get(name) for line in self.lines)]
        return names if len(names) > 1 else []

    def states(self, value: Json, criterion: Json) -> bool:
        """Whether the attribute is there; of a composite value all of it."""
        tied = self.tied(value)
        free = [name for name in value.get("all", [criterion.get("attribute")]) if name not in tied]
        together = not tied or any(all(line.get(name) for name in tied) for line in self.lines)
        return together and all(self.facts(name) for name in free)

    def opportunity(self, criterion: Json) -> Fraction | None:
        """The criterion's score, or None where it drops the rule."""
        missing = not any(self.states(value, criterion) for value in criterion["values"])
        met = [value for value in criterion["values"] if self.value_met(value, criterion)]
        return judged(criterion, missing, False, met, [Fraction(str(value.get("score", 0))) for value in met])

    def value_met(self, value: Json, criterion: Json) -> bool:
        if "all" not in value:
            return any(matches(value, fact) for fact in self.facts(criterion["attribute"]))
        tied = self.tied(value)
        free = {name: part for name, part in value["all"].items() if name not in tied}
        if not all(any(part_met(part, fact) for fact in self.facts(name)) for name, part in free.items()):
            return False
        return not tied or any(
            all(any(part_met(value["all"][name], fact) for fact in line.get(name, [])) for name in tied)
            for line in self.lines
        )

    def person(self, person: Json, rule: Json) -> Fraction:
        """Steps 3 to 6 for somebody who may be a candidate. Raises Removed."""
        always = rule.get("source") == "channel_manager" and person["id"] == self.channel_manager
        if is_full(person) and not always:
            raise Removed("removed_capacity")
        total = Fraction(0)
        for criterion in rule.get("criteria", []):
            if criterion["compare"] != "object":
                score = self.compared(criterion, person)
                if score is None:
                    raise Removed("removed_required")
                total += score
        if not person.get("available", True) and not always:
            raise Removed("removed_availability")
        return total + sum(workload(one, person) for one in rule.get("workload", []))

    def compared(self, criterion: Json, person: Json) -> Fraction | None:
        own = person.get("organization", {}) if "organization" in criterion["compare"] else person.get("attributes", {})
        skills = person.get("organization", {}) if "organization" in criterion["compare"] else person.get("skills", {})
        name = criterion["attribute"]
        if criterion["compare"] in OBJECT_TO:
            return self.object_to(criterion, skills.get(name))
        facts = own.get(name)
        if facts and not isinstance(facts, dict):
            facts = facts if isinstance(facts, list) else [facts]
            if name == "territory":
                facts = [above for fact in facts for above in and_above(self.case, fact)]
            met = [value for value in criterion["values"] if any(matches(value, fact) for fact in facts)]
            return judged(criterion, False, False, met, [Fraction(str(value.get("score", 0))) for value in met])
        known = skills.get(name) if isinstance(skills.get(name), dict) else None
        met, scores = [], []
        for value in criterion["values"]:
            levels = [level for item, level in (known or {}).items() if matches(value, item)]
            levels = [level for level in levels if self.reaches(level, value.get("min_expertise"))]
            if levels:
                met.append(value)
                scores.append(Fraction(str(value.get("score", 0))) * self.factor(levels))
        return judged(criterion, False, not known, met, scores)

    def object_to(self, criterion: Json, skills: Any) -> Fraction | None:
        """The opportunity's attribute with skills: the own score, multiplied by the best level that matches."""
        facts = self.facts(criterion["attribute"])
        levels = [level for item, level in items(skills) if any(matches(item, fact) for fact in facts)]
        factor = self.factor(levels) if levels else Fraction(1)
        known = [fact for fact in facts if any(matches(item, fact) for item, _level in items(skills))]
        return judged({**criterion, "values": facts}, not facts, not skills, known, [], factor)

    def reaches(self, level: str | None, minimum: str | None) -> bool:
        """A skill without a level reaches no minimum."""
        if minimum is None:
            return True
        return level is not None and self.order.index(level) >= self.order.index(minimum)

    def factor(self, levels: list[str | None]) -> Fraction:
        """Of the best level. Best for the score: the text says that factors need not rise with the rank. Without: 1."""
        return max(Fraction(1) if level is None else Fraction(str(self.weight[level])) / 100 for level in levels)


def is_full(person: Json) -> bool:
    return person.get("capacity") is not None and person.get("open_load", 0) >= person["capacity"]


def and_above(case: Json, territory: str | None) -> Iterator[str]:
    """A territory is in all those above it."""
    while territory is not None:
        yield territory
        territory = case["settings"].get("territories", {}).get(territory)


def judged(
    criterion: Json,
    no_fact: bool,
    no_skill: bool,
    met: list[Any],
    scores: list[Fraction],
    factor: Fraction = Fraction(1),
) -> Fraction | None:
    """The tables of `required` and of `inclusion`: a score, or None where the criterion fails."""
    required, inclusion = criterion.get("required", "always"), criterion.get("inclusion", "include")
    if no_fact:
        return None if required == "always" else Fraction(0)
    if no_skill:
        return Fraction(0) if required == "never" else None
    passes = bool(met)
    if inclusion == "include_all":
        passes = len(met) == len(criterion["values"])
    if inclusion == "exclude":
        passes = not met
    if not passes:
        return Fraction(0) if required == "never" else None
    added = {"include": scores[:1], "exclude": []}.get(inclusion, scores)
    return Fraction(str(criterion.get("score", 0))) * factor + sum(added, Fraction(0))


def items(skills: Any) -> list[tuple[Json, str | None]]:
    """Skills as patterns with levels: `{item: level}`, or a list of ranges with levels."""
    if isinstance(skills, dict):
        return [({"value": item}, level) for item, level in skills.items()]
    return [(skill, skill.get("level")) for skill in skills or []]


def part_met(part: Any, fact: Any) -> bool:
    return matches(part if isinstance(part, dict) else {"value": part}, fact)


def matches(value: Json, fact: Any) -> bool:
    """A single value, one with a trailing star, or a range with both ends in it."""
    if "value" in value:
        wanted = value["value"]
        if isinstance(wanted, str) and wanted.endswith("*"):
            return str(fact).startswith(wanted[:-1])
        return bool(wanted == fact)
    low, high = value.get("low"), value.get("high")
    return (low is None or low <= fact) and (high is None or fact <= high)


def workload(rule: Json, person: Json) -> Fraction:
    load, maximum = load_of(rule, person), Fraction(str(rule["maximum"]))
    if load > maximum:
        if rule.get("required", "always") == "always":
            raise Removed("removed_workload")
        return Fraction(0)
    return Fraction(str(rule["score"])) * (1 - load / maximum)


def load_of(rule: Json, person: Json) -> Fraction:
    """What the person has open, each deal for as much as the rule says; a load told as a number is counted already."""
    deals = person.get("open_opportunities") if rule["name"] == "open_opportunities" else None
    if deals is None:
        return Fraction(str(person.get("load", {}).get(rule["name"], 0)))
    return sum((weight(rule, deal) for deal in deals), Fraction(0))


def weight(rule: Json, deal: Json) -> Fraction:
    """The first weight whose stage it is, or between whose amounts, ends included, it lies; 1 where none is."""
    by = rule.get("weighted_by")
    for one in rule.get("weights", []):
        same = deal["stage"] == one["stage"] if by == "stage" else matches({"low": None, **one}, deal["amount"])
        if same:
            return Fraction(str(one["counts"]))
    return Fraction(1)
