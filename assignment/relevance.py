"""Which changes of an opportunity are worth another run."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assignment import matching
from assignment.matching import Compare, Composite, Source

# Whatever the rules say: closed ones are not run, locked ones are skipped, so both may have missed something.
ALWAYS = frozenset({"reopened", "unlocked"})
OF_OPPORTUNITY = (Compare.OBJECT, Compare.OBJECT_TO_PERSON, Compare.OBJECT_TO_ORGANIZATION)
# Field of an organization → the attribute of its opportunities that changes with it. Their territory is told apart.
# Of a customer they have the same names.
OF_ORGANIZATION = {
    "name": "partner",
    "tier": "partner_tier",
    "type": "partner_type",
    "channel_manager_id": "channel_manager",
}
OF_SOURCE = {Source.TERRITORY: "territory", Source.ACCOUNT_TEAM: "account", Source.CHANNEL_MANAGER: "channel_manager"}

_kept: tuple[matching.Matcher, frozenset[str]] | None = None


def is_asked_for(attributes: Collection[str], matcher: matching.Matcher) -> bool:
    """Whether an active rule compares one of these, or finds its candidates by it."""
    return not ALWAYS.isdisjoint(attributes) or not asked_for(matcher).isdisjoint(attributes)


def asked_for(matcher: matching.Matcher) -> frozenset[str]:
    """All attributes of opportunities that active rules ask for, those not in their time yet included."""
    global _kept
    if _kept is None or _kept[0] is not matcher:
        rules = [rule for rule in matcher.compiled.ordered if rule.active]
        _kept = matcher, frozenset(attribute for rule in rules for attribute in _of_rule(rule))
    return _kept[1]


def _of_rule(rule: matching.Rule) -> Iterator[str]:
    if rule.source in OF_SOURCE:
        yield OF_SOURCE[rule.source]
    for criterion in rule.criteria:
        if criterion.compare in OF_OPPORTUNITY:
            yield criterion.attribute
            for value in criterion.values:
                if isinstance(value.pattern, Composite):
                    yield from (name for name, _ in value.pattern.parts)
