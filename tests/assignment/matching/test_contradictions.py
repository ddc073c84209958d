import pytest

from assignment.matching import (
    Compare,
    Contradiction,
    Criterion,
    Rule,
    Value,
    Weighing,
    WeightedBy,
    WorkloadRule,
    check_itself,
    pattern_of,
)

VALUE = Value("v", pattern_of("web"))
CARRIED = Criterion("k", Compare.OBJECT_TO_PERSON, "product")
LISTED = Criterion("k", Compare.OBJECT, "source", values=(VALUE,))


@pytest.mark.parametrize("compare", [Compare.OBJECT, Compare.PERSON, Compare.ORGANIZATION])
def test_a_comparison_with_listed_values_lists_some(compare: Compare) -> None:
    with pytest.raises(Contradiction, match="takes at least one value") as found:
        check_itself(Rule("r", criteria=(LISTED, Criterion("k2", compare, "stage"))))
    assert (found.value.code, found.value.attribute) == ("no_values", "stage")


def test_a_comparison_with_the_opportunitys_own_values_lists_none() -> None:
    with pytest.raises(Contradiction, match="takes no listed values") as found:
        check_itself(Rule("r", criteria=(Criterion("k", Compare.OBJECT_TO_PERSON, "product", values=(VALUE,)),)))
    assert (found.value.code, found.value.attribute) == ("values_unused", "product")


def test_a_workload_has_a_maximum() -> None:
    with pytest.raises(Contradiction, match="the maximum must be above 0") as found:
        check_itself(Rule("r", workload=(WorkloadRule("w", "open_opportunities", 10, 0),)))
    assert (found.value.code, found.value.attribute) == ("no_maximum", "")


def test_what_is_weighted_has_weights() -> None:
    workload = WorkloadRule("w", "open_opportunities", 10, 1, weighing=Weighing(WeightedBy.STAGE, ()))
    with pytest.raises(Contradiction, match="weighted by stage without weights") as found:
        check_itself(Rule("r", workload=(workload,)))
    assert (found.value.code, found.value.attribute) == ("no_weights", "")


def test_a_rule_that_says_nothing_wrong_passes() -> None:
    workload = (WorkloadRule("w", "open_opportunities", 10, 1),)
    check_itself(Rule("r", criteria=(LISTED, CARRIED), workload=workload))
