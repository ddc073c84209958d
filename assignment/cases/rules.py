"""The rules of a case, or a rule file's: the same keys that the editor has."""

from assignment.matching import (
    Compare,
    Composite,
    Criterion,
    Filter,
    Inclusion,
    Listed,
    Pattern,
    Range,
    Required,
    Rule,
    RuleGroup,
    Simple,
    Source,
    Value,
    Weighing,
    Weight,
    WeightedBy,
    WorkloadRule,
    pattern_of,
)

from .nodes import MONEY_LIMIT, REMARKS, Fields, Node
from .people import Cast

RULE_KEYS = (
    *("id", "group", "sequence", "active", "exclusive", "score", "passing_score", "filter", "lead"),
    *("primary_candidate", "activation", "expiration", "source", "candidates", "criteria", "workload"),
    *("name", "version", "role", "territory", "team_role", "response_days", *REMARKS),
)
CRITERION_KEYS = ("id", "compare", "attribute", "required", "inclusion", "score", "values", *REMARKS)
VALUE_KEYS = ("id", "value", "low", "high", "all", "score", "min_expertise", *REMARKS)
LISTING = (Compare.OBJECT, Compare.PERSON, Compare.ORGANIZATION)


def read_groups(fields: Fields, add_scores: bool, cast: Cast) -> tuple[RuleGroup, ...]:
    """Groups in the order of the file; empty without any: all rules are one group then."""
    groups = []
    for order, (name, entry) in enumerate(fields.entries("groups"), start=1):
        keys = entry.fields("add_scores", "replace", "fallback", "owner", *REMARKS)
        groups.append(
            RuleGroup(
                id=name,
                name=name,
                order=order,
                add_scores=keys.flag("add_scores", add_scores),
                replace=keys.flag("replace", False),
                fallback=cast.known(keys.get("fallback")),
            )
        )
    return tuple(groups)


def read_rule(node: Node, groups: tuple[RuleGroup, ...], levels: tuple[str, ...], cast: Cast) -> Rule:
    """One rule with everything below it."""
    fields = node.fields(*RULE_KEYS)
    identity = fields.needed("id").identity()
    return Rule(
        id=identity,
        name=fields.text("name") or identity,
        group=_group(fields, groups),
        sequence=fields.whole("sequence", 0),
        active=fields.flag("active", True),
        activation=fields.instant("activation"),
        expiration=fields.instant("expiration"),
        exclusive=fields.flag("exclusive", False),
        score=fields.score("score"),
        passing_score=fields.score("passing_score"),
        filter=fields.choice("filter", Filter.ALL_ABOVE_MINIMUM),
        lead=fields.flag("lead", True),
        source=fields.choice("source", Source.LISTED),
        source_value=fields.text("role") or fields.text("territory"),
        listed=tuple(_listed(member, cast) for member in fields.members("candidates", "person")),
        named_lead=cast.known(fields.get("primary_candidate")),
        team_role=fields.text("team_role"),
        response_hours=_hours(fields.get("response_days")),
        version=fields.whole("version", 1, lowest=0),
        criteria=tuple(_criterion(member, n, levels) for n, member in enumerate(fields.members("criteria"), start=1)),
        workload=tuple(_workload(member, n) for n, member in enumerate(fields.members("workload"), start=1)),
    )


def _hours(days: Node | None) -> int | None:
    return None if days is None else days.whole(0) * 24


def _group(fields: Fields, groups: tuple[RuleGroup, ...]) -> str | None:
    node = fields.get("group")
    if not groups or node is None:
        return None
    if node.identity() not in [group.id for group in groups]:
        node.fail(f"one of the groups {', '.join(str(group.id) for group in groups)}")
    return node.identity()


def _listed(node: Node, cast: Cast) -> Listed:
    fields = node.fields("person", "score", "activation", "expiration", *REMARKS)
    person = cast.known(fields.needed("person"))
    return Listed(str(person), fields.score("score"), fields.instant("activation"), fields.instant("expiration"))


def _criterion(node: Node, number: int, levels: tuple[str, ...]) -> Criterion:
    fields = node.fields(*CRITERION_KEYS)
    compare = fields.needed("compare").choice(Compare)
    values = tuple(_value(member, n, levels) for n, member in enumerate(fields.members("values"), start=1))
    if compare in LISTING and not values:
        fields.node.fail(f"values: {compare} compares with listed ones")
    if compare not in LISTING and values:
        fields.node.fail(f"no values: {compare} compares the opportunity's own")
    whole = bool(values) and all(isinstance(value.pattern, Composite) for value in values)
    attribute = fields.get("attribute") if whole else fields.needed("attribute")
    return Criterion(
        id=fields.identity("id", f"K{number}"),
        compare=compare,
        attribute=attribute.text() if attribute else "",
        required=fields.choice("required", Required.ALWAYS),
        inclusion=fields.choice("inclusion", Inclusion.INCLUDE),
        score=fields.score("score"),
        values=values,
    )


def _value(node: Node, number: int, levels: tuple[str, ...]) -> Value:
    fields = node.fields(*VALUE_KEYS)
    level = fields.get("min_expertise")
    if level and level.value not in levels:
        level.fail(f"an expertise: {', '.join(levels)}")
    return Value(
        id=fields.identity("id", f"V{number}"),
        pattern=_pattern(fields),
        score=fields.score("score"),
        min_expertise=level.text() if level else None,
    )


def _pattern(fields: Fields) -> Pattern:
    """Exactly one of a value, a range and a composite."""
    given = fields.node.value
    forms = [form for form in (("value",), ("low", "high"), ("all",)) if any(key in given for key in form)]
    if len(forms) != 1:
        fields.node.fail("one of value, low and high, all")
    if forms[0] == ("all",):
        parts = [(name, _part(part)) for name, part in fields.needed("all").entries()]
        return Composite(tuple(parts)) if parts else fields.needed("all").fail("attributes that must match together")
    if forms[0] == ("value",):
        return pattern_of(fields.needed("value").fact())
    return _range(fields)


def _part(node: Node) -> Simple:
    return _range(node.fields("low", "high")) if isinstance(node.value, dict) else pattern_of(node.fact())


def _range(fields: Fields) -> Range:
    return Range(fields.fact("low"), fields.fact("high"))


def _workload(node: Node, number: int) -> WorkloadRule:
    fields = node.fields("id", "name", "score", "maximum", "required", "weighted_by", "weights", *REMARKS)
    maximum, required = fields.needed("maximum"), fields.get("required")
    if not maximum.amount():
        maximum.fail("a number above 0")
    if required and isinstance(required.value, bool):
        always = required.value
    else:
        always = fields.choice("required", Required.ALWAYS) is not Required.NEVER
    return WorkloadRule(
        id=fields.identity("id", f"W{number}"),
        name=fields.needed("name").text(),
        score=fields.score("score"),
        maximum=maximum.amount(),
        required=always,
        weighing=_weighing(fields),
    )


def _weighing(fields: Fields) -> Weighing | None:
    """How open opportunities count. A load that a case tells as a number is what is counted so already."""
    weighted_by = fields.get("weighted_by")
    if weighted_by is None:
        if weights := fields.get("weights"):
            weights.fail("weighted_by beside it")
        return None
    by = weighted_by.choice(WeightedBy)
    weights = tuple(_weight(member, by) for member in fields.members("weights", "stage"))
    return Weighing(by, weights) if weights else fields.needed("weights").fail("a weight at least")


def _weight(node: Node, by: WeightedBy) -> Weight:
    fields = node.fields("counts", *(("stage",) if by is WeightedBy.STAGE else ("low", "high")), *REMARKS)
    counts = fields.needed("counts").amount()
    if by is WeightedBy.STAGE:
        return Weight(counts, fields.needed("stage").text())
    low, high = (None if (end := fields.get(name)) is None else end.amount(MONEY_LIMIT) for name in ("low", "high"))
    if low is None and high is None:
        node.fail("one end of the amounts at least")
    if low is not None and high is not None and high < low:
        node.fail("amounts whose end is not below their start")
    return Weight(counts, "", low, high)
