"""A case file read: format, cases, settings, opportunity; variants become cases of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from assignment.matching import Expertise, Fact, Opportunity, RuleGroup, Rules, TeamMember

from .errors import CaseFileError
from .loads import weighed
from .nodes import REMARKS, Fields, Node
from .people import Cast, Territories, read_cast, with_those_above
from .rules import read_groups, read_rule
from .variants import with_changes
from .yaml_text import load_yaml

FORMAT = 1
CASE_KEYS = ("id", "settings", "groups", "opportunity", "people", "rules", "expected", "variants", *REMARKS)
VARIANT_KEYS = ("id", "set", "expected", *REMARKS)
SETTING_KEYS = ("add_scores", "expertise_order", "expertise_weight", "now", "territories", *REMARKS)
OPPORTUNITY_KEYS = (
    *("id", "attributes", "lines", "partner", "channel_manager", "territory", "account_team"),
    *("closed", "direct", "team", "declined", *REMARKS),
)
LEVELS = ("Novice", "Intermediate", "Expert")
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One case, or one variant of a case, ready to be evaluated. `expected` is checked when it is compared."""

    id: str
    variant: str | None
    opportunity: Opportunity
    cast: Cast
    rules: Rules
    now: datetime
    expected: Node

    @property
    def name(self) -> str:
        return self.id if self.variant is None else f"{self.id}/{self.variant}"


@dataclass(frozen=True, slots=True)
class _Settings:
    add_scores: bool
    levels: tuple[str, ...]
    expertise: Expertise
    now: datetime
    territories: Territories


def read_case_file(text: str) -> list[Case]:
    """All cases and variants. Raises CaseFileError: the case, the path and what was expected there."""
    return read_cases(load_yaml(text))


def read_cases(content: Any) -> list[Case]:
    """The same for what `load_yaml` made of a file."""
    fields = Node(content, "", "").fields("format", "cases", *REMARKS)
    number = fields.needed("format")
    if number.value != FORMAT or isinstance(number.value, bool):
        number.fail(f"{FORMAT}")
    cases = [case for node in fields.needed("cases").members() for case in _read_variants(node)]
    if not cases:
        raise CaseFileError("path cases: expected at least one case")
    return cases


def _read_variants(node: Node) -> Iterator[Case]:
    """The case itself when it expects something, and each of its variants."""
    name = node.fields(*CASE_KEYS).needed("id").identity()
    at = Node(node.value, name, "")
    fields = at.fields(*CASE_KEYS)
    variants = fields.members("variants")
    if fields.get("expected") is None and not variants:
        at.fail("the key expected, or variants")
    if fields.get("expected") is not None:
        yield _read_case(fields, None, fields.needed("expected"))
    for variant in variants:
        keys = variant.fields(*VARIANT_KEYS)
        identity = keys.needed("id").identity()
        changed = with_changes(node.value, keys.get("set"))
        place = Node(changed, f"{name}/{identity}", "").fields(*CASE_KEYS)
        yield _read_case(place, identity, keys.needed("expected"))


def _read_case(fields: Fields, variant: str | None, expected: Node) -> Case:
    settings = _settings(fields.get("settings"))
    cast = read_cast(fields.needed("people").members(), settings.levels, settings.territories)
    groups = read_groups(fields, settings.add_scores, cast)
    rules = tuple(read_rule(rule, groups, settings.levels, cast) for rule in fields.needed("rules").members())
    if any(rule.group is None for rule in rules):
        groups = (RuleGroup(add_scores=settings.add_scores), *groups)
    opportunity = _opportunity(fields.needed("opportunity"), settings.territories)
    cast = replace(cast, standings=weighed(cast.standings, cast.deals, rules))
    return Case(
        id=fields.needed("id").identity(),
        variant=variant,
        opportunity=opportunity,
        cast=cast,
        rules=Rules(rules, groups, settings.expertise),
        now=settings.now,
        expected=replace(expected, case=fields.node.case),
    )


def _settings(node: Node | None) -> _Settings:
    fields = (node or Node({}, "", "settings")).fields(*SETTING_KEYS)
    levels = tuple(member.text() for member in fields.members("expertise_order")) or LEVELS
    weights = dict.fromkeys(levels, Fraction(1))
    for level, weight in fields.entries("expertise_weight"):
        if level not in weights:
            weight.fail(f"an expertise: {', '.join(levels)}")
        weights[level] = Fraction(weight.amount()) / 100
    return _Settings(
        add_scores=fields.flag("add_scores", False),
        levels=levels,
        expertise=Expertise(tuple(weights.items())),
        now=fields.instant("now") or START,
        territories={name: above.text() for name, above in fields.entries("territories")},
    )


def _opportunity(node: Node, territories: Territories) -> Opportunity:
    fields = node.fields(*OPPORTUNITY_KEYS)
    attributes, lines = _attributes(fields)
    territory = fields.text("territory") or next(iter(map(str, attributes.get("territory", ()))), None)
    stated = attributes.get("territory") or ((territory,) if territory else ())
    return Opportunity(
        key=fields.needed("id").identity(),
        attributes={**attributes, "territory": with_those_above(stated, territories)},
        lines=lines,
        partner=fields.identity_or_none("partner"),
        channel_manager=fields.identity_or_none("channel_manager"),
        territory=territory,
        account_team=tuple(member.identity() for member in fields.members("account_team")),
        closed=fields.flag("closed", False),
        direct=fields.flag("direct", False),
        team=tuple(_member(member) for member in fields.members("team", "person")),
        declined=frozenset(member.identity() for member in fields.members("declined")),
    )


def _attributes(fields: Fields) -> tuple[dict[str, tuple[Fact, ...]], tuple[Mapping[str, Any], ...]]:
    """Values by name, and revenue lines: those under `lines` and attributes given as mappings."""
    attributes: dict[str, tuple[Fact, ...]] = {}
    lines = [_line(member) for member in fields.members("lines")]
    for name, entry in fields.entries("attributes"):
        structured = entry.value if isinstance(entry.value, list) else [entry.value]
        if structured and all(isinstance(value, dict) for value in structured):
            lines += [_line(Node(value, entry.case, entry.path)) for value in structured]
        else:
            attributes[name] = entry.facts()
    return attributes, tuple(lines)


def _line(node: Node) -> dict[str, tuple[Fact, ...]]:
    return {name: entry.facts() for name, entry in node.entries()}


def _member(node: Node) -> TeamMember:
    if not isinstance(node.value, dict):
        return TeamMember(node.identity())
    fields = node.fields("person", "by_rule", "group", "engaged")
    return TeamMember(
        person=fields.needed("person").identity(),
        by_rule=fields.flag("by_rule", False),
        group=fields.identity_or_none("group"),
        engaged=fields.flag("engaged", False),
    )
