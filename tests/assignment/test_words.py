"""Stored reasons in words, for both companies' readers."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from assignment.matching import Compare, Inclusion, Listed, RuleGroup, Source, pattern_of
from assignment.phrases import attribute_name, number_in_words
from assignment.words import (
    Reader,
    counts_in_words,
    outcome_in_words,
    reason_in_words,
    rule_outcome_in_words,
)
from opportunities.history.reasons import ScoreRow, Why
from tests.assignment.matching.building import ask, busy, deal, person, rule, run, value

WEST = deal(attributes={"territory": ("West", "US"), "product": ("GTX", "MG")}, partner="p", channel_manager="bea")


@pytest.fixture(autouse=True)
def _source_language() -> Any:
    with translation.override(None):
        yield


def why(rules: Any, people: Any, who: str = "abe", reader: Reader = Reader.BRAND_OWNER, **more: Any) -> str:
    return told(rules, people, who, reader, **more).text


def told(rules: Any, people: Any, who: str = "abe", reader: Reader = Reader.BRAND_OWNER, **more: Any) -> Why:
    return reason_in_words(run(rules, people, WEST, **more).reason_for(who), reader, who.capitalize())


def only(*criteria: Any, **skills: Any) -> str:
    """The words for one rule with these criteria and Abe's skills."""
    return why(rule("R1", "abe", score=1, criteria=criteria), person("abe", **skills)).split(": ")[0]


def test_why_abe() -> None:
    criteria = [
        ask(Compare.OBJECT, "territory", value("West", 30)),
        ask(Compare.PERSON, "product", value("GTX", 40)),
    ]
    abe = person("abe", skills={"product": {"GTX": "Intermediate"}}, load={"open_opportunities": 4})
    words = told(rule("R1", "abe", passing_score=50, criteria=criteria, workload=[busy(30, 12)]), abe)
    assert words.sentence == (
        "The deal is in West, knows GTX (intermediate), 4 of 12 open deals: 90 points, 50 needed."
    )
    assert words.further == "Leads on the brand owner’s side. Found by the rule “rule R1”, version 1."
    assert words.rows == (
        ScoreRow("Territory", 30, 30, "West"),
        ScoreRow("Product expertise", 40, 40, "GTX: intermediate, counts 100%"),
        ScoreRow("Workload", 20, 30, "4 of 12 open deals"),
    )
    assert (words.total, words.passing) == ("90 of 100", "passing score 50")


def test_a_score_below_its_best_says_how_much_it_could_be() -> None:
    criteria = [ask(Compare.OBJECT_TO_PERSON, "product", score=40)]
    people = person("abe", skills={"product": {"GTX": "Novice"}}, load={"open_opportunities": 1})
    words = told(rule("R1", Listed("abe", 5), score=10, criteria=criteria, workload=[busy(10, 3)]), people)
    assert [(row.label, row.points, row.most) for row in words.rows] == [
        ("Rule", 10, 10),
        ("Listed by name", 5, 5),
        ("Product expertise", 16, 40),
        ("Workload", 6.7, 10),
    ]
    assert words.total == "37.7 of 65"


def test_no_room_left_says_how_much_there_would_have_been() -> None:
    people = person("abe", load={"open_opportunities": 3})
    words = told(rule("R1", "abe", score=10, workload=[busy(10, 3)]), people)
    assert words.rows[1] == ScoreRow("Workload", 0, 10, "3 of 3 open deals")


def test_the_channel_manager_needs_no_scores() -> None:
    text = why(rule("R1", source=Source.CHANNEL_MANAGER, lead=False), person("bea"), who="bea")
    assert text == "Channel manager of the opportunity’s partner. Found by the rule “rule R1”, version 1."


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
    assert text.startswith("Stands in for a colleague who is away. ")
    assert "tom" not in text.lower()


def test_further_rules_are_named() -> None:
    text = why([rule("R1", "abe", score=9), rule("R2", "abe", score=5)], person("abe"))
    assert text.endswith("version 1. Also by the rule “rule R2”, with 5 points.")


@pytest.mark.parametrize(
    ("criterion", "skills", "words"),
    [
        (ask(Compare.OBJECT, "territory", value("West", 3), score=2), {}, "The deal is in West"),
        (ask(Compare.OBJECT, "territory", "West"), {}, "The deal is in West"),
        (ask(Compare.OBJECT, "territory", "East", inclusion=Inclusion.EXCLUDE), {}, "Territory other than East"),
        (
            ask(Compare.OBJECT, "territory", "East", score=2, inclusion=Inclusion.EXCLUDE),
            {},
            "Territory other than East",
        ),
        (
            ask(Compare.OBJECT_TO_PERSON, "product", score=40),
            {"skills": {"product": {"GTX": "Novice", "MG": "Novice"}}},
            "Knows GTX, MG (novice)",
        ),
        (
            ask(Compare.PERSON, "product", value("GTX", 10), score=3),
            {"skills": {"product": {"GTX": "Expert"}}},
            "Knows GTX (expert)",
        ),
        (
            ask(Compare.OBJECT_TO_PERSON, "territory", score=4),
            {"skills": {"territory": {"West": None}}},
            "Covers West",
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
    assert reason_in_words(result.reason_for("abe"), Reader.PARTNER, "Abe").sentence[0].isupper()


def test_a_fallback_person() -> None:
    text = why([], person("abe"), groups=[RuleGroup("G", name="Agents", fallback="abe")])
    assert text == "No rule of “Agents” found anybody, so the opportunity came to Abe."


def nobody(rules: Any, people: Any, reader: Reader) -> str:
    result = run(rules, people, WEST, groups=[RuleGroup(None, name="Agents")])
    return reason_in_words(result.unassigned_reason(None), reader).text


def test_nobody_found_among_people() -> None:
    people = [person("abe", capacity=0), person("ben")]
    text = nobody(rule("R1", "abe", "ben", passing_score=50), people, Reader.PARTNER)
    assert text == "Nobody was found for “Agents”: 2 people were considered, 1 without room, 1 below 50."


def test_nobody_found_as_no_rule_fits() -> None:
    rules = [
        rule("R1", "abe", criteria=[ask(Compare.OBJECT, "territory", "East")]),
        rule("R2", "abe", criteria=[ask(Compare.OBJECT, "industry", "media")]),
    ]
    first = "Nobody was found for “Agents”: no rule fits this opportunity."
    assert nobody(rules, person("abe"), Reader.PARTNER) == first
    assert nobody(rules, person("abe"), Reader.BRAND_OWNER) == (
        f"{first} The rule “rule R1” is not for this territory. "
        "The rule “rule R2” asks for the industry, which is not known."
    )


def test_nobody_found_as_there_is_nobody_to_choose_from() -> None:
    text = nobody(rule("R1", source=Source.TERRITORY), person("abe"), Reader.PARTNER)
    assert text == "Nobody was found for “Agents”: the rules that fit have nobody to choose from."


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
    assert attribute_name("product_line") == "product line"
    assert attribute_name("favorite_color") == "favorite color"


def test_labels_of_the_caller_are_used() -> None:
    names = {("territory", "West"): "the West", ("load", "open_opportunities"): "deals on the desk"}
    criteria = [ask(Compare.OBJECT, "territory", value(pattern_of("West"), 1))]
    result = run(rule("R1", "abe", criteria=criteria, workload=[busy(10, 10)]), person("abe"), WEST)
    words = reason_in_words(result.reason_for("abe"), Reader.PARTNER, "Abe", lambda *kind: names[kind])
    assert words.sentence == "The deal is in the West, 0 of 10 deals on the desk: 11 points."


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        (Reader.BRAND_OWNER, "Found by the rule “rule R1”, version 1, of the rules published as 15."),
        (Reader.PARTNER, "Found by the rule “rule R1”, version 1."),
    ],
)
def test_the_published_version_is_the_brand_owners_to_know(reader: Reader, told: str) -> None:
    reason = run(rule("R1", "abe", lead=False), person("abe")).reason_for("abe") | {"published": 15}
    assert reason_in_words(reason, reader).further == told


def test_nobody_for_a_direct_deal_tells_which_rule_is_for_partners() -> None:
    rules = [rule("R1", source=Source.CHANNEL_MANAGER), rule("R2", "nobody")]
    reason = run(rules, person("abe"), deal(direct=True)).unassigned_reason(None)
    assert (
        "The rule “rule R1” is for deals of partners, and this one is direct."
        in reason_in_words(reason, Reader.BRAND_OWNER).further
    )
