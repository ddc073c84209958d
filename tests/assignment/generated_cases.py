"""Cases made up by hypothesis, as plain dicts of the case-file format.

What the text of the method leaves open is decided in docs/assignment.md, and made up like the rest.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Draw = Any
NOW = "2026-03-01T12:00:00Z"
BEFORE, AFTER = "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"
LEVELS = ["Novice", "Intermediate", "Expert"]
PRODUCTS, POSTAL = ["Router", "Roamer", "Switch"], ["10115", "20095", "80331"]
REGIONS, AMOUNTS = ["north", "south"], [0, 999, 1000, 1001, 5000]
STAGES = ["lead", "proposal", "negotiation"]
LANGUAGES, ROLES, TERRITORIES = ["ENU", "DEU", "FRA"], ["agent", "manager"], ["world", "west", "coast"]
ABOVE = {"west": "world", "coast": "west"}
FACTS: dict[str, list[Any]] = {"product": PRODUCTS, "region": REGIONS, "postal": POSTAL, "amount": AMOUNTS}
FACTS["partner_tier"] = ["gold", "silver"]
INCLUSIONS = ["include", "include_all_matching", "include_all", "exclude"]
FILTERS = ["all_above_minimum", "all_must_assign", "one_best_fit", "one_random"]
# Much of what is made up leads to nobody; what is drawn more often here keeps candidates until the end.
REQUIRED = ["never", "never", "when_available", "always"]

scores = st.sampled_from([0, 1, 5, 12.5, 20, 30, 100])
passing = st.sampled_from([0, 0, 0, 5, 20, 30, 62.5])
people = st.sampled_from(["p1", "p2", "p3", "p4"])
moments = st.sampled_from([None] * 16 + [BEFORE, NOW, AFTER])


def some(values: list[Any], most: int = 2) -> Any:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def ranges(values: list[Any]) -> Any:
    ends = st.one_of(st.none(), st.sampled_from(values))
    return st.fixed_dictionaries({"low": ends, "high": ends}).filter(lambda ends: set(ends.values()) != {None})


def ordered_ranges(values: list[Any]) -> Any:
    return ranges(values).filter(lambda told: None in told.values() or told["low"] <= told["high"])


def optional(**entries: Any) -> Any:
    return st.fixed_dictionaries({}, optional=entries)


def mostly(**entries: Any) -> Any:
    """Each there four times of five: what is missing is worth a case, what is there is worth more."""
    there = {
        name: st.integers(0, 4).flatmap(lambda lot, e=entry: e if lot else st.none()) for name, entry in entries.items()
    }
    return st.fixed_dictionaries(there).map(lambda told: {name: one for name, one in told.items() if one is not None})


LINES = st.lists(mostly(product=some(PRODUCTS, 1), volume=some(AMOUNTS, 1)), max_size=2)
OPPORTUNITY = mostly(
    attributes=mostly(
        region=some(REGIONS, 1),
        postal=some(POSTAL, 1),
        amount=some(AMOUNTS, 1),
        product=some(PRODUCTS),
        partner_tier=some(["gold", "silver"], 1),
    ),
    lines=LINES,
    partner=st.just("partner"),
    channel_manager=people,
    territory=st.sampled_from(TERRITORIES),
    account_team=st.lists(people, max_size=2, unique=True),
    team=st.lists(st.sampled_from(["p1", "stranger"]), max_size=2, unique=True),
    declined=st.lists(people, max_size=1),
)
LEVEL = st.sampled_from([*LEVELS, *LEVELS, None])
LEVELED = {"skills": st.dictionaries(st.sampled_from(PRODUCTS), LEVEL, min_size=1, max_size=3)}
WILD = st.dictionaries(st.sampled_from([*PRODUCTS, "Ro*", "*"]), LEVEL, min_size=1, max_size=3)
RANGED = st.lists(
    st.builds(lambda ends, level: {**ends, "level": level}, ranges(POSTAL), LEVEL),
    min_size=1,
    max_size=2,
)
COUNTS = st.sampled_from([0, 0.25, 0.5, 1, 2, 3])
STAGE_WEIGHTS = st.lists(st.sampled_from(STAGES), min_size=1, max_size=3, unique=True).flatmap(
    lambda stages: st.tuples(*(st.fixed_dictionaries({"stage": st.just(stage), "counts": COUNTS}) for stage in stages))
)
# They may overlap: the first that fits decides.
AMOUNT_WEIGHTS = st.lists(
    st.builds(lambda ends, counts: {**ends, "counts": counts}, ordered_ranges(AMOUNTS), COUNTS), min_size=1, max_size=3
)
PERSON = mostly(
    active=st.sampled_from([True] * 7 + [False]),
    available=st.sampled_from([True, True, True, False]),
    load=mostly(visits=st.integers(0, 4), open_opportunities=st.sampled_from([0, 1, 2.5, 4])),
    open_opportunities=st.lists(
        st.fixed_dictionaries({"amount": st.sampled_from(AMOUNTS), "stage": st.sampled_from(STAGES)}), max_size=4
    ),
    open_load=st.integers(0, 3),
    capacity=st.sampled_from([None, 3, 5, 1]),
    substitute=people,
    partner=st.sampled_from([None, None, None, "partner", "another"]),
    last_assigned=st.sampled_from([None, BEFORE, NOW]),
    attributes=mostly(language=some(LANGUAGES), role=some(ROLES, 1), territory=some(TERRITORIES, 1)),
    skills=mostly(product=WILD, postal=RANGED, certificate=LEVELED["skills"]),
    organization=mostly(tier=st.sampled_from(["gold", "silver"]), product=LEVELED["skills"]),
)


@st.composite
def values(draw: Draw, options: list[Any], leveled: bool = False) -> list[Json]:
    """One to three listed values: single, with a trailing star, or a range."""
    single = st.sampled_from(options).map(lambda value: {"value": value})
    forms = [single, ranges(options)] if not leveled else [single]
    if isinstance(options[0], str):
        forms.append(st.sampled_from(options).map(lambda value: {"value": value[:1] + "*"}))
    listed = draw(st.lists(st.one_of(forms), min_size=1, max_size=3))
    told = [{"id": f"V{number}", "score": draw(scores), **value} for number, value in enumerate(listed)]
    for value in told:
        if leveled and draw(st.booleans()):
            value["min_expertise"] = draw(st.sampled_from(LEVELS))
    return told


COMPOSITES = st.one_of(
    st.fixed_dictionaries({"product": st.sampled_from([*PRODUCTS, "Ro*"]), "volume": ranges(AMOUNTS)}),
    st.fixed_dictionaries({"region": st.sampled_from(REGIONS), "postal": st.sampled_from([*POSTAL, "1*", "8*"])}),
    st.fixed_dictionaries({"region": st.sampled_from(REGIONS), "product": st.sampled_from(PRODUCTS)}),
)


@st.composite
def criterion(draw: Draw, number: int) -> Json:
    told = {"id": f"K{number}", "required": draw(st.sampled_from(REQUIRED)), "score": draw(scores)}
    kinds = ["object", "composite", "person", "skill", "organization", "to_person", "to_organization"]
    kind = draw(st.sampled_from(kinds))
    inclusion = {"inclusion": draw(st.sampled_from(INCLUSIONS))}
    if kind == "object":
        name = draw(st.sampled_from(sorted(FACTS)))
        return {**told, **inclusion, "compare": "object", "attribute": name, "values": draw(values(FACTS[name]))}
    if kind == "composite":
        whole = [{"id": "V1", "score": draw(scores), "all": draw(COMPOSITES)}]
        return {**told, **inclusion, "compare": "object", "values": whole}
    if kind == "person":
        name, options = draw(st.sampled_from([("language", LANGUAGES), ("role", ROLES), ("territory", TERRITORIES)]))
        return {**told, **inclusion, "compare": "person", "attribute": name, "values": draw(values(options))}
    if kind == "skill":
        listed = draw(values(PRODUCTS, leveled=True))
        return {**told, **inclusion, "compare": "person", "attribute": "certificate", "values": listed}
    if kind == "organization":
        listed = draw(values(["gold", "silver"]))
        return {**told, **inclusion, "compare": "organization", "attribute": "tier", "values": listed}
    name = draw(st.sampled_from(["product", "postal"])) if kind == "to_person" else "product"
    return {**told, **inclusion, "compare": "object_" + kind, "attribute": name}


@st.composite
def rule(draw: Draw, number: int) -> Json:
    source = draw(
        st.sampled_from(["listed"] * 3 + ["everybody"] * 3 + ["channel_manager", "territory", "role", "account_team"])
    )
    told: Json = {"id": f"R{number}", "source": source, "score": draw(scores), "passing_score": draw(passing)}
    told |= draw(optional(activation=moments, expiration=moments, active=st.sampled_from([True] * 9 + [False])))
    told |= draw(optional(sequence=st.sampled_from([None, 0, 1]), exclusive=st.booleans(), lead=st.booleans()))
    told["filter"] = draw(st.sampled_from(FILTERS))
    told["criteria"] = [draw(criterion(number)) for number in range(draw(st.integers(0, 3)))]
    if source == "listed":
        dated = {"score": scores, "activation": moments, "expiration": moments}
        listed = draw(st.lists(people, min_size=draw(st.sampled_from([0, 3, 3, 4])), max_size=4, unique=True))
        told["candidates"] = [{"person": person, **draw(optional(**dated))} for person in listed]
        told["primary_candidate"] = draw(st.one_of(st.none(), people))
    if source == "role":
        told["role"] = draw(st.sampled_from(ROLES))
    if source == "territory" and draw(st.booleans()):
        told["territory"] = draw(st.sampled_from(TERRITORIES))
    told["workload"] = [draw(workload(number)) for number in range(draw(st.sampled_from([0, 1, 1, 2])))]
    return told


@st.composite
def workload(draw: Draw, number: int) -> Json:
    """Open opportunities as they are or weighted, or something of which only the number is told."""
    terms = {
        "name": st.sampled_from(["open_opportunities", "open_opportunities", "visits"]),
        "score": st.sampled_from([7, 30, 100]),
        "maximum": st.sampled_from([1, 2, 2.5, 3]),
        "required": st.sampled_from(["always", "never"]),
    }
    by = draw(st.sampled_from([None, "amount", "stage"]))
    weights = {"weighted_by": by, "weights": draw(STAGE_WEIGHTS if by == "stage" else AMOUNT_WEIGHTS)} if by else {}
    return {"id": f"W{number}", **draw(st.fixed_dictionaries(terms)), **weights}


def counted_once(person: Json) -> Json:
    """What somebody has open is told deal by deal or as a number."""
    if "open_opportunities" in person:
        person.get("load", {}).pop("open_opportunities", None)
    return person


def make_direct(opportunity: Json) -> None:
    """Of no partner, so without a channel manager and a partner's tier."""
    opportunity["direct"] = True
    opportunity.pop("partner", None)
    opportunity.pop("channel_manager", None)
    opportunity.get("attributes", {}).pop("partner_tier", None)


@st.composite
def cases(draw: Draw) -> Json:
    """A whole case that the reader takes: four people, one to four rules, none, one or two groups."""
    rules = [draw(rule(number)) for number in range(1, draw(st.integers(2, 5)))]
    weight = {level: draw(st.sampled_from([0, 40, 60, 100, 150])) for level in LEVELS}
    settings = {"now": NOW, "expertise_order": LEVELS, "expertise_weight": weight, "territories": ABOVE}
    told: Json = {"id": "made-up", "settings": settings, "rules": rules, "expected": {}}
    told["people"] = [{"id": f"p{number}", **counted_once(draw(PERSON))} for number in range(1, 5)]
    told["opportunity"] = {"id": draw(st.text("abc", min_size=1, max_size=3)), **draw(OPPORTUNITY)}
    if draw(st.integers(0, 4)) == 0:
        make_direct(told["opportunity"])
    names = ["G1", "G2"][: draw(st.integers(0, len(rules[:2])))]
    if names:
        group = optional(fallback=st.sampled_from([None, "p4"]), add_scores=st.booleans())
        told["groups"] = {name: draw(group) for name in names}
        for number, one in enumerate(rules):
            one["group"] = names[number] if number < len(names) else draw(st.sampled_from(names))
    settings["add_scores"] = draw(st.booleans())
    return told
