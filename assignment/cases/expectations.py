"""What a case expects, compared with what came out. What `expected` leaves out is not compared."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from assignment.matching import Components, Outcome, RuleOutcome

from .nodes import Node
from .outcome import CaseOutcome, number, run_again, run_case
from .reader import Case

COMPONENTS = ("rule", "candidate", "object", "person", "workload")
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of `expected` that came out otherwise; both sides as they are printed."""

    path: str
    expected: Any
    actual: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """A case evaluated."""

    case: Case
    outcome: CaseOutcome
    differences: tuple[Difference, ...]


def evaluate_case(case: Case) -> Comparison:
    """Runs a case and compares. Raises CaseFileError when `expected` itself doesn't fit the format."""
    fields = case.expected.fields(*CHECKS)
    outcome = run_case(case)
    differences: list[Difference] = []
    for key, check in CHECKS.items():
        if key in fields.node.value:
            node = Node(fields.node.value[key], case.expected.case, f"{case.expected.path}.{key}")
            differences += check(node, outcome, case)
    return Comparison(case, outcome, tuple(differences))


def exact(node: Node) -> Fraction:
    """An exact amount: a number, or a fraction as text."""
    value = node.value
    if isinstance(value, str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            node.fail('a number, or a fraction like "200/3"')
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        node.fail('a number, or a fraction like "200/3"')
    return Fraction(value)


def same(wanted: Fraction | None, actual: Fraction | None) -> bool:
    """Exactly the same; a total that no decimal can spell may be written rounded (66.67 for 200/3)."""
    if wanted == actual or wanted is None or actual is None:
        return wanted == actual
    places = _decimal_places(wanted) or 0
    return places > 0 and _decimal_places(actual) is None and round(actual, places) == wanted


def _decimal_places(amount: Fraction) -> int | None:
    """Digits after the point that spell it exactly; None when it never ends."""
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _assigned(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """Exactly these people through exactly these rules; a fallback person may be left out or has no rule."""
    expected = {
        person: {rule: exact(total) for rule, total in entry.entries()} if entry.value is not None else {}
        for person, entry in node.entries()
    }
    found = []
    for person in sorted({*expected, *outcome.assigned}):
        wanted, actual = expected.get(person), outcome.assigned.get(person)
        if not _same_rules(wanted, actual):
            found.append(Difference(f"assigned.{person}", _told(wanted), _told(actual)))
    return found


def _same_rules(wanted: Mapping[str, Fraction] | None, actual: Mapping[str, Fraction] | None) -> bool:
    if wanted is None or actual is None:
        return wanted is None and actual == {}
    return wanted.keys() == actual.keys() and all(same(wanted[rule], actual[rule]) for rule in wanted)


def _others(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """The outcomes named; an empty mapping says that there are none."""
    expected = {
        (person, rule): kind.choice(Outcome) for person, entry in node.entries() for rule, kind in entry.entries()
    }
    if not node.value and outcome.others:
        return [Difference("others", {}, outcome.as_json()["others"])]
    found = []
    for (person, rule), wanted in expected.items():
        actual = outcome.others.get(person, {}).get(rule)
        if actual is not wanted:
            found.append(Difference(f"others.{person}.{rule}", str(wanted), actual and str(actual)))
    return found


def _rules(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    found = []
    for rule, kind in node.entries():
        wanted, actual = kind.choice(RuleOutcome), outcome.rules.get(rule)
        if actual is None:
            kind.fail(f"a rule of the case: {', '.join(outcome.rules)}")
        if actual is not wanted:
            found.append(Difference(f"rules.{rule}", str(wanted), str(actual)))
    return found


def _lead(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    wanted = None if node.value is None else node.identity()
    return [] if wanted == outcome.lead else [Difference("lead", wanted or NOBODY, outcome.lead or NOBODY)]


def _unassigned(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """True or false, or the groups that found nobody."""
    if isinstance(node.value, list):
        groups = sorted(member.identity() for member in node.members())
        actual = sorted(str(group) for group in outcome.unassigned)
        return [] if groups == actual else [Difference("unassigned", groups, actual)]
    wanted = node.flag()
    return [] if wanted == bool(outcome.unassigned) else [Difference("unassigned", wanted, not wanted)]


def _sums(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    return _amounts("sums", {person: (exact(sum_), outcome.sums.get(person)) for person, sum_ in node.entries()})


def _totals(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """{person: total}, the best where several rules scored the person, or {person: {rule: total}}."""
    pairs: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for person, entry in node.entries():
        totals = outcome.totals.get(person, {})
        if isinstance(entry.value, dict):
            pairs |= {f"{person}.{rule}": (exact(total), totals.get(rule)) for rule, total in entry.entries()}
        else:
            wanted = None if entry.value is None else exact(entry)
            pairs[person] = (wanted, max(totals.values()) if totals else None)
    return _amounts("totals", pairs)


def _components(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """{person: {component: amount}} of the rule with the best total, or {person: {rule: {component: amount}}}."""
    pairs: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for person, entry in node.entries():
        by_rule = outcome.components.get(person, {})
        for key, value in entry.entries():
            if key in COMPONENTS and not isinstance(value.value, dict):
                best = max(by_rule.values(), key=lambda components: components.total) if by_rule else None
                pairs[f"{person}.{key}"] = (exact(value), _component(best, key))
                continue
            for name, amount in value.entries():
                if name not in COMPONENTS:
                    amount.fail(f"one of {', '.join(COMPONENTS)}")
                pairs[f"{person}.{key}.{name}"] = (exact(amount), _component(by_rule.get(key), name))
    return _amounts("components", pairs)


def _memberships(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    wanted = node.whole(lowest=0)
    return [] if wanted == outcome.memberships else [Difference("memberships", wanted, outcome.memberships)]


def _exactly_one_of(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    wanted = [member.identity() for member in node.members()]
    actual = sorted(set(wanted) & set(outcome.assigned))
    return [] if len(actual) == 1 else [Difference("exactly_one_of", wanted, actual)]


def _never(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    wanted = [member.identity() for member in node.members()]
    actual = sorted(set(wanted) & set(outcome.assigned))
    return [Difference("never", wanted, actual)] if actual else []


def _repeatable(node: Node, outcome: CaseOutcome, case: Case) -> list[Difference]:
    """The same people when run once more with everybody in another order."""
    again = {person: sorted(rules) for person, rules in run_again(case).assigned.items()}
    first = {person: sorted(rules) for person, rules in outcome.assigned.items()}
    same = again == first
    return [] if node.flag() == same else [Difference("repeatable", node.value, {"first": first, "again": again})]


def _amounts(key: str, pairs: Mapping[str, tuple[Fraction | None, Fraction | None]]) -> list[Difference]:
    return [
        Difference(f"{key}.{path}", _spelled(wanted), _spelled(actual))
        for path, (wanted, actual) in pairs.items()
        if not same(wanted, actual)
    ]


def _component(components: Components | None, name: str) -> Fraction | None:
    return None if components is None else asdict(components)[name]


def _told(totals: Mapping[str, Fraction] | None) -> Any:
    return "not assigned" if totals is None else {rule: number(total) for rule, total in totals.items()}


def _spelled(amount: Fraction | None) -> int | str | None:
    return None if amount is None else number(amount)


CHECKS: dict[str, Callable[[Node, CaseOutcome, Case], list[Difference]]] = {
    "assigned": _assigned,
    "others": _others,
    "rules": _rules,
    "lead": _lead,
    "unassigned": _unassigned,
    "sums": _sums,
    "totals": _totals,
    "components": _components,
    "memberships": _memberships,
    "exactly_one_of": _exactly_one_of,
    "never": _never,
    "repeatable": _repeatable,
}
