"""What no rule may say about itself. The editor refuses most of it; what is stored all the same is told by a code."""

from collections.abc import Iterable

from .rules import Compare, Criterion, Rule

LISTING = (Compare.OBJECT, Compare.PERSON, Compare.ORGANIZATION)


class Contradiction(ValueError):
    """A rule that cannot be evaluated. `code` says why, `attribute` what the criterion at fault compares, else empty.

    Codes: no_values, values_unused, no_maximum, no_weights, and of stored rules not_counted for a load that nobody
    counts, and unreadable for what their reader cannot make out.
    """

    def __init__(self, code: str, message: str, attribute: str = "") -> None:
        self.code, self.attribute = code, attribute
        super().__init__(message)


def check_itself(rule: Rule) -> None:
    """Raises Contradiction for the first thing that the rule must not say."""
    for contradiction in _contradictions(rule):
        raise contradiction


def _contradictions(rule: Rule) -> Iterable[Contradiction]:
    for criterion in rule.criteria:
        if (criterion.compare in LISTING) != bool(criterion.values):
            yield _of_values(rule, criterion)
    for workload in rule.workload:
        if workload.maximum <= 0:
            message = f"rule {rule.id}, workload {workload.id}: the maximum must be above 0"
            yield Contradiction("no_maximum", message)
        if workload.weighing and not workload.weighing.weights:
            message = f"rule {rule.id}, workload {workload.id}: weighted by {workload.weighing.by} without weights"
            yield Contradiction("no_weights", message)


def _of_values(rule: Rule, criterion: Criterion) -> Contradiction:
    code, wanted = ("values_unused", "no listed values") if criterion.values else ("no_values", "at least one value")
    place = f"rule {rule.id}, criterion {criterion.id}"
    return Contradiction(code, f"{place}: {criterion.compare} takes {wanted}", criterion.attribute)
