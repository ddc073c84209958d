"""A rule file read and checked against the editor: what it says, and every place that does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assignment import matching
from assignment.attributes import COMPARABLE, NUMBERS
from assignment.cases.nodes import MONEY_LIMIT, REMARKS, Fields, Node
from assignment.cases.rules import read_groups, read_rule
from assignment.cases.yaml_text import load_yaml
from assignment.exchange.staff import Staff
from assignment.models import COUNTED, ExpertiseLevel, Rule, RuleGroup
from opportunities.models import Stage
from prm.core.actor import BRAND_OWNER_ROLES
from prm.directory.models import Territory

LARGEST = 2**31 - 1
Decided = matching.Rule


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Groups in the order of the file, their owners by name, and the rules; people by what the file calls them."""

    groups: tuple[matching.RuleGroup, ...]
    owners: dict[str, str | None]
    rules: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name."""

    staff: Staff
    levels: tuple[str, ...]
    territories: frozenset[str]
    stages: frozenset[str]


def load_known(staff: Staff) -> Known:
    """Three statements."""
    levels = ExpertiseLevel.objects.order_by("order").values_list("name", flat=True)
    territories = frozenset(Territory.objects.values_list("name", flat=True))
    return Known(staff, tuple(levels), territories, frozenset(Stage.objects.values_list("code", flat=True)))


def read_rule_file(text: str, known: Known) -> RuleFile:
    """The whole file, or CaseFileError with the first place that does not fit and what was expected there."""
    fields = Node(load_yaml(text), "", "").fields("format", "groups", "rules", *REMARKS)
    if (number := fields.needed("format")).value != 1 or isinstance(number.value, bool):
        number.fail("1")
    fields.needed("groups")
    for name, node in fields.entries("groups"):
        _no_longer(Node(name, "", node.path), RuleGroup, "name")
    groups = read_groups(fields, False, known.staff)
    owners = {name: known.staff.known(_owner(node)) for name, node in fields.entries("groups")}
    rules = [_rule(node, groups, known) for node in fields.members("rules")]
    _each_once(fields, rules)
    return RuleFile(groups, owners, tuple(rules))


def _owner(node: Node) -> Node | None:
    owner = node.value.get("owner")
    return None if owner is None else Node(owner, node.case, f"{node.path}.owner")


def _each_once(fields: Fields, rules: list[Decided]) -> None:
    seen = set()
    for node, rule in zip(fields.members("rules"), rules, strict=True):
        if (rule.group, rule.name) in seen:
            node.fail(f"each rule of a group once, {rule.name} is there twice")
        seen.add((rule.group, rule.name))


def _rule(node: Node, groups: tuple[matching.RuleGroup, ...], known: Known) -> Decided:
    rule = read_rule(node, groups, known.levels, known.staff)
    fields = Fields(node)
    if rule.group is None:
        fields.needed("group")
        node.fail("a group of this file")
    _no_longer(Node(rule.name, "", f"{node.path}.name"), Rule, "name")
    _no_longer(Node(rule.team_role or "", "", f"{node.path}.team_role"), Rule, "team_role")
    _whole(fields, "score", "passing_score", "sequence", "response_days")
    _in_order(fields)
    _source(fields, rule, known)
    for member in fields.members("candidates", "person"):
        _whole(Fields(member), "score")
        _in_order(Fields(member))
    for member, criterion in zip(fields.members("criteria"), rule.criteria, strict=True):
        _criterion(member, criterion)
    for member in fields.members("workload"):
        _workload(Fields(member), known.stages)
    return rule


def _no_longer(node: Node, model: type[Rule] | type[RuleGroup], name: str) -> None:
    limit = model._meta.get_field(name).max_length  # type: ignore[union-attr]
    if len(node.text()) > limit or "\x00" in node.text():
        node.fail(f"a text of at most {limit} characters")


def _whole(fields: Fields, *names: str) -> None:
    for name in names:
        limit = 32_767 if name == "response_days" else LARGEST
        node = fields.get(name)
        if node and node.whole(0) > limit:
            node.fail(f"a whole number up to {limit:,}")


def _in_order(fields: Fields) -> None:
    starts, ends = fields.instant("activation"), fields.instant("expiration")
    if starts and ends and ends <= starts:
        fields.needed("expiration").fail("a moment after the activation")


def _source(fields: Fields, rule: Decided, known: Known) -> None:
    if rule.source is matching.Source.ROLE:
        role = fields.needed("role")
        if role.value not in BRAND_OWNER_ROLES:
            role.fail(f"one of {', '.join(BRAND_OWNER_ROLES)}")
    territory = fields.get("territory")
    if territory and territory.value not in known.territories:
        territory.fail("a territory by name")


def _criterion(node: Node, criterion: matching.Criterion) -> None:
    fields = Fields(node)
    compared = COMPARABLE[criterion.compare]
    attribute = fields.needed("attribute")
    if attribute.value not in compared:
        attribute.fail(f"one of {', '.join(sorted(compared))} for this comparison")
    _whole(fields, "score")
    for member, value in zip(fields.members("values"), criterion.values, strict=True):
        _whole(Fields(member), "score")
        _pattern(member, value.pattern, numbers=criterion.attribute in NUMBERS)


def _pattern(node: Node, pattern: matching.Pattern, *, numbers: bool) -> None:
    if not isinstance(pattern, matching.Range):
        return
    ends = [end for end in (pattern.low, pattern.high) if end not in (None, "")]
    if not ends:
        node.fail("one end of the range at least")
    if numbers and any(isinstance(end, str) and not end.replace(".", "", 1).isdigit() for end in ends):
        node.fail("numbers as the ends of the range")
    if len(ends) == 2 and not matching.Range(ends[0], None).matches(ends[1]):
        node.fail("a range whose end is not below its start")


def _workload(fields: Fields, stages: frozenset[str]) -> None:
    name = fields.needed("name")
    if name.value not in COUNTED:
        name.fail(", ".join(COUNTED))
    _whole(fields, "score", "maximum")
    for member in fields.members("weights", "stage"):
        _weight(Fields(member), stages)


def _weight(fields: Fields, stages: frozenset[str]) -> None:
    counts, stage = fields.needed("counts"), fields.get("stage")
    if Fraction(counts.value) * 100 % 1 or counts.value >= 1000:
        counts.fail("a number below 1,000 with at most two decimals")
    if stage and stage.value not in stages:
        stage.fail(f"one of the stages {', '.join(sorted(stages))}")
    for end in filter(None, (fields.get("low"), fields.get("high"))):
        if Fraction(end.value) * 1000 % 1 or end.value >= MONEY_LIMIT:
            end.fail("an amount with at most three decimals")
