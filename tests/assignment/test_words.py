"""Stored reasons in words, for both companies' readers."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from assignment.matching import Compare, Inclusion, Listed, RuleGroup, Source, pattern_of
from assignment.words import (
    Reader,
    attribute_label,
    counts_in_words,
    number_in_words,
    outcome_in_words,
    reason_in_words,
    rule_outcome_in_words,
)
from tests.assignment.matching.building import ask, busy, deal, person, rule, run, value

WEST = deal(attributes={"territory": ("West", "US"), "product": ("GTX", "MG")}, partner="p", channel_manager="bea")


@pytest.fixture(autouse=True)
def _source_language() -> Any:
    with translation.override(None):
        yield


def why(rules: Any, people: Any, who: str = "abe", reader: Reader = Reader.BRAND_OWNER, **more: Any) -> str:
    return reason_in_words(run(rules, people, WEST, **more).reason_for(who), reader, who.capitalize())


def only(*criteria: Any, **skills: Any) -> str:
    """The words for one rule with these criteria and Abe's skills."""
    text = why(rule("R1", "abe", score=1, criteria=criteria), person("abe", **skills))
    return text.removeprefix("Why Abe? Score of the rule (+1)").removeprefix(", ").split(": ")[0]


def test_why_abe() -> None:
    criteria = [
        ask(Compare.OBJECT, "territory", value("West", 30)),
        ask(Compare.PERSON, "product", value("GTX", 40)),
    ]
    abe = person("abe", skills={"product": {"GTX": "Intermediate"}}, load={"open_opportunities": 4})
    text = why(rule("R1", "abe", passing_score=50, criteria=criteria, workload=[busy(30, 12)]), abe)
    assert text == (
        "Why Abe? Territory West (+30), GTX intermediate (+40 × 100 %), 4 of 12 open deals (+20): "
        "90, passing score 50. Leads on the brand owner’s side. Rule “rule R1”, version 1."
    )


def test_the_channel_manager_needs_no_scores() -> None:
    text = why(rule("R1", source=Source.CHANNEL_MANAGER, lead=False), person("bea"), who="bea")
    assert text == "Why Bea? Channel manager of the opportunity’s partner. Rule “rule R1”, version 1."


@pytest.mark.parametrize("reader", list(Reader))
def test_others_are_counted_never_named(reader: Reader) -> None:
    people = [
        person("abe"),
        *[person(f"away{n}", minutes_to_working_hour=None) for n in range(4)],
        *[person(f"low{n}") for n in range(7)],
    ]
    listed = [Listed("abe", 60), *[f"away{n}" for n in range(4)], *[f"low{n}" for n in range(7)]]
    text = why(rule("R1", *listed, passing_score=50), people, reader=reader)
    assert text.endswith("11 others: 4 not available, 7 below 50.")
    assert "away" not in text
    assert "low0" not in text


def test_a_substitute_is_told_without_naming_who_is_away() -> None:
    people = [person("tom", minutes_to_working_hour=None, substitute="abe"), person("abe")]
    text = why(rule("R1", "tom"), people)
    assert text.startswith("Why Abe? Stands in for a colleague who is away. ")
    assert "tom" not in text.lower()


def test_further_rules_are_named() -> None:
    text = why([rule("R1", "abe", score=9), rule("R2", "abe", score=5)], person("abe"))
    assert text.endswith("Rule “rule R1”, version 1. Also by rule “rule R2”: 5.")


@pytest.mark.parametrize(
    ("criterion", "skills", "words"),
    [
        (ask(Compare.OBJECT, "territory", value("West", 3), score=2), {}, "Territory West (+5)"),
        (ask(Compare.OBJECT, "territory", "West"), {}, "Territory West"),
        (ask(Compare.OBJECT, "territory", "East", inclusion=Inclusion.EXCLUDE), {}, "Territory not East"),
        (ask(Compare.OBJECT, "territory", "East", score=2, inclusion=Inclusion.EXCLUDE), {}, "Territory not East (+2)"),
        (
            ask(Compare.OBJECT_TO_PERSON, "product", score=40),
            {"skills": {"product": {"GTX": "Novice", "MG": "Novice"}}},
            "GTX, MG novice (+40 × 40 %)",
        ),
        (
            ask(Compare.PERSON, "product", value("GTX", 10), score=3),
            {"skills": {"product": {"GTX": "Expert"}}},
            "GTX expert (+3 +10 × 60 %)",
        ),
        (
            ask(Compare.OBJECT_TO_PERSON, "territory", score=4),
            {"skills": {"territory": {"West": None}}},
            "Territory West (+4)",
        ),
    ],
)
def test_criteria(criterion: Any, skills: Any, words: str) -> None:
    assert only(criterion, **skills) == words


@pytest.mark.parametrize("source", list(Source))
def test_every_source_has_words(source: Source) -> None:
    people = person("abe", role="agent", territories=("West",))
    deals = deal(partner="p", channel_manager="abe", territory="West", account_team=("abe",))
    result = run(
        rule("R1", "abe", source=source, source_value="agent" if source is Source.ROLE else None), people, deals
    )
    assert reason_in_words(result.reason_for("abe"), Reader.PARTNER, "Abe").startswith("Why Abe? ")


def test_a_fallback_person() -> None:
    text = why([], person("abe"), groups=[RuleGroup("G", name="Agents", fallback="abe")])
    assert text == "Why Abe? No rule of “Agents” found anybody, so the opportunity came to its fallback."


def nobody(rules: Any, people: Any, reader: Reader) -> str:
    result = run(rules, people, WEST, groups=[RuleGroup(None, name="Agents")])
    return reason_in_words(result.unassigned_reason(None), reader)


def test_nobody_found_among_people() -> None:
    people = [person("abe", capacity=0), person("ben")]
    text = nobody(rule("R1", "abe", "ben", passing_score=50), people, Reader.PARTNER)
    assert text == "Nobody was found: 2 people considered, 1 without room, 1 below 50."


def test_nobody_found_as_no_rule_fits() -> None:
    rules = [
        rule("R1", "abe", criteria=[ask(Compare.OBJECT, "territory", "East")]),
        rule("R2", "abe", criteria=[ask(Compare.OBJECT, "industry", "media")]),
    ]
    assert nobody(rules, person("abe"), Reader.PARTNER) == "Nobody was found: no rule fits this opportunity."
    assert nobody(rules, person("abe"), Reader.BRAND_OWNER) == (
        "Nobody was found: no rule of “Agents” fits this opportunity. "
        "Rule “rule R1”: Territory does not match. Rule “rule R2”: Industry is not known."
    )


def test_counts_stand_in_the_order_of_the_method() -> None:
    counts = {"not_selected": 1, "below_passing_score": 7, "removed_availability": 4, "removed_required": 2}
    assert counts_in_words(counts, 50) == "2 not fitting, 4 not available, 7 below 50, 1 not chosen"


@pytest.mark.parametrize(("stored", "words"), [(5, "5"), ("200/3", "66.7"), ("1/2", "0.5"), ("-3", "−3"), (0, "0")])
def test_amounts_are_rounded_for_reading_only(stored: Any, words: str) -> None:
    assert number_in_words(stored) == words


def test_outcomes_have_words() -> None:
    assert outcome_in_words("below_passing_score", 50) == "below 50"
    assert rule_outcome_in_words("no_assignee") == "found nobody"
    with pytest.raises(KeyError):
        outcome_in_words("unheard_of")


def test_attributes_without_a_name_of_their_own_are_spelled_out() -> None:
    assert attribute_label("product_line") == "Product line"
    assert attribute_label("favorite_color") == "Favorite color"


def test_labels_of_the_caller_are_used() -> None:
    names = {("territory", "West"): "the West", ("load", "open_opportunities"): "deals on the desk"}
    criteria = [ask(Compare.OBJECT, "territory", value(pattern_of("West"), 1))]
    result = run(rule("R1", "abe", criteria=criteria, workload=[busy(10, 10)]), person("abe"), WEST)
    text = reason_in_words(result.reason_for("abe"), Reader.PARTNER, "Abe", lambda *kind: names[kind])
    assert text.startswith("Why Abe? Territory the West (+1), 0 of 10 deals on the desk (+10): 11, passing score 0.")
