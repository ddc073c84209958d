"""Who leads on the brand owner's side."""

from __future__ import annotations

from datetime import timedelta

from assignment.matching import Listed, RuleGroup
from tests.assignment.matching.building import NOW, deal, person, rule, run

PEOPLE = [person("a"), person("b"), person("c")]
ADDING = [RuleGroup("agents", add_scores=True)]
A_100, B_120 = Listed("a", 100), Listed("b", 120)
A_50, B_20 = Listed("a", 50), Listed("b", 20)


def test_scores_not_added_the_best_of_the_highest_rule_leads() -> None:
    """A 100 + 50, B 120 + 20: not added, B leads."""
    assert run([rule("R1", A_100, B_120), rule("R2", A_50, B_20)], PEOPLE).lead == "b"


def test_scores_added_the_highest_sum_leads() -> None:
    """A 100 + 50, B 120 + 20: added, A leads."""
    rules = [rule("R1", A_100, B_120, group="agents"), rule("R2", A_50, B_20, group="agents")]
    result = run(rules, PEOPLE, groups=ADDING)
    assert result.lead == "a"
    assert result.sums() == {"a": 150, "b": 140}


def test_the_highest_scoring_marked_rule_decides_then_the_lower_id() -> None:
    assert run([rule("R1", A_100), rule("R2", B_120)], PEOPLE).lead == "b"
    assert run([rule("R1", A_100), rule("R2", B_120, lead=False)], PEOPLE).lead == "a"
    assert run([rule(10, Listed("a", 5)), rule(9, Listed("b", 5))], PEOPLE).lead == "b"


def test_no_marked_rule_no_lead() -> None:
    result = run(rule("R1", "a", lead=False), PEOPLE)
    assert result.lead is None
    assert not result.memberships[0].is_lead


def test_the_named_lead_leads_if_assigned() -> None:
    assert run(rule("R1", A_100, B_120, named_lead="a"), PEOPLE).lead == "a"
    assert run(rule("R1", A_100, B_120, named_lead="a", passing_score=110), PEOPLE).lead == "b"
    assert run(rule("R1", A_100, B_120, named_lead="gone"), PEOPLE).lead == "b"


def test_named_leads_are_ignored_where_scores_are_added() -> None:
    rules = [rule("R1", A_100, B_120, group="agents", named_lead="b"), rule("R2", A_50, B_20, group="agents")]
    assert run(rules, PEOPLE, groups=ADDING).lead == "a"


def test_an_exclusive_rule_decides_alone_also_where_scores_are_added() -> None:
    rules = [
        rule("R1", A_100, B_120, group="agents", named_lead="a", exclusive=True),
        rule("R2", B_20, group="agents"),
    ]
    assert run(rules, PEOPLE, groups=ADDING).lead == "a"


def test_equal_sums_go_by_the_usual_ties() -> None:
    people = [person("a", last_assigned=NOW), person("b", last_assigned=NOW - timedelta(days=1))]
    rules = [rule("R1", "a", "b", group="agents"), rule("R2", "a", "b", group="agents")]
    assert run(rules, people, groups=ADDING).lead == "b"


def test_over_several_groups_the_highest_deciding_score_leads() -> None:
    groups = [RuleGroup("managers", order=1), RuleGroup("agents", order=2)]
    rules = [rule("R1", "a", group="managers", score=10), rule("R2", "b", group="agents", score=20)]
    assert run(rules, PEOPLE, groups=groups).lead == "b"


def test_over_several_groups_a_sum_is_one_claim_and_equal_ones_go_by_its_lowest_rule() -> None:
    groups = [RuleGroup("agents", order=1, add_scores=True), RuleGroup("managers", order=2)]
    added = [rule("R2", Listed("a", 10), group="agents"), rule("R4", Listed("a", 20), group="agents")]
    for other, lead in (("R1", "b"), ("R3", "a")):
        assert run([*added, rule(other, Listed("b", 30), group="managers")], PEOPLE, groups=groups).lead == lead
    assert run([*added, rule("R3", Listed("b", 31), group="managers")], PEOPLE, groups=groups).lead == "b"


def test_what_is_not_marked_adds_nothing_to_a_sum() -> None:
    rules = [rule("R1", A_100, B_120, group="agents"), rule("R2", A_50, B_20, group="agents", lead=False)]
    result = run(rules, PEOPLE, groups=ADDING)
    assert (result.lead, result.sums()) == ("b", {"a": 100, "b": 120})


def test_people_of_the_partner_never_lead_for_the_brand_owner() -> None:
    people = [*PEOPLE, person("pat", partner="cardinal")]
    listed = rule("R1", Listed("pat", 500), A_100, named_lead="pat")
    assert run(listed, people, deal(partner="cardinal")).lead == "a"
    assert run(rule("R1", "pat"), people, deal(partner="cardinal")).lead is None


def test_a_lead_set_by_hand_stays() -> None:
    result = run(rule("R1", A_100), PEOPLE, deal(lead_by_hand="c"))
    assert result.lead == "c"
    assert not any(one.is_lead for one in result.memberships)


def test_exactly_one_membership_is_the_leads() -> None:
    result = run([rule("R1", A_100, B_120), rule("R2", "c")], PEOPLE)
    assert [one.person for one in result.memberships if one.is_lead] == ["b"]
