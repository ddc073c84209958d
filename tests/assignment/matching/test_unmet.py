"""What took candidates out and dropped rules: by requirement, each candidate once, with what was asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assignment.matching import Compare, Inclusion, Required, RuleGroup, Source, Value
from assignment.matching.packing import count_outcomes, plainly, unpack_outcomes
from assignment.matching.patterns import pattern_of
from assignment.matching.unmet import first_unmet, unmet_requirements
from tests.assignment.matching.building import ask, deal, person, rule, run

WEST = deal(attributes={"territory": ("West",), "product": ("GTX", "MG")})
ABE = person("abe", skills={"product": {"GTX": "Expert"}}, attributes={"language": ("ENU",)}, company={"tier": "gold"})


def test_the_first_requirement_that_took_somebody_out() -> None:
    german, gold = ask(Compare.PERSON, "language", "DEU"), ask(Compare.ORGANIZATION, "tier", "silver")
    result = run(rule("R1", "abe", criteria=[gold, german]), ABE, WEST)
    assert first_unmet(result.evaluations["R1"], 0, result.ran.scene) == {
        "criterion": "tier",
        "attribute": "tier",
        "missing": None,
        "compare": "organization",
        "wanted": ["silver"],
    }
    nobody = run(rule("R1", "abe", criteria=[german]), person("abe"), WEST)
    assert first_unmet(nobody.evaluations["R1"], 0, nobody.ran.scene)["missing"] == "candidate"


def test_each_candidate_is_counted_once_by_the_first_requirement() -> None:
    people = [ABE, person("ben"), person("cat", attributes={"language": ("DEU",)}), person("dan")]
    criteria = [ask(Compare.PERSON, "language", "DEU"), ask(Compare.OBJECT_TO_PERSON, "product", score=5)]
    result = run(rule("R1", *(who.id for who, _ in people), criteria=criteria), people, WEST)
    found = unmet_requirements(result.evaluations["R1"], result.ran.scene)
    assert [(bits, told["attribute"], told["missing"]) for bits, told in found] == [
        (0b0001, "language", None),
        (0b1010, "language", "candidate"),
        (0b0100, "product", "candidate"),
    ]
    assert found[-1][1]["wanted"] == ["GTX", "MG"]
    (stored,) = result.as_json()["rules"]
    assert [told["attribute"] for told in stored["unmet"]] == ["language", "language", "product"]
    by_outcome = {outcome: ids for outcome, ids in unpack_outcomes(stored["rest"]).items() if outcome != "assigned"}
    assert by_outcome == {
        "removed_required:0": ["abe"],
        "removed_required:1": ["ben", "dan"],
        "removed_required:2": ["cat"],
    }
    assert plainly(count_outcomes(stored["rest"])) == {"removed_required": 4}


@pytest.mark.parametrize(
    ("listed", "more", "told"),
    [
        (["DEU"], {}, {"wanted": ["DEU"]}),
        (["DEU", "FRA"], {"inclusion": Inclusion.INCLUDE_ALL}, {"wanted": ["DEU", "FRA"], "inclusion": "include_all"}),
        (["ENU"], {"inclusion": Inclusion.EXCLUDE}, {"wanted": ["ENU"], "inclusion": "exclude"}),
        (list("abcdef"), {}, {"wanted": ["a", "b", "c", "d"], "more": 2}),
        (["x" * 90], {}, {"wanted": ["x" * 39 + "…"]}),
        ([Value("V", pattern_of("DEU"), 0, "Expert")], {}, {"wanted": ["DEU"], "level": "Expert"}),
    ],
)
def test_what_was_asked_for(listed: list[Any], more: dict[str, Any], told: dict[str, Any]) -> None:
    result = run(rule("R1", "abe", criteria=[ask(Compare.PERSON, "language", *listed, **more)]), ABE, WEST)
    unmet = first_unmet(result.evaluations["R1"], 0, result.ran.scene)
    common = {"criterion": "language", "attribute": "language", "missing": None, "compare": "person"}
    assert unmet == common | told


def test_a_group_tells_what_its_first_rules_failed_on_as_far_as_there_is_room() -> None:
    rules = [rule(number, criteria=[ask(Compare.OBJECT, "territory", f"Area {number}")]) for number in range(1, 30)]
    (group,) = run(rules, ABE, WEST).as_json()["groups"]
    assert [told["rule"] for told in group["failed"]] == list(range(1, 13))
    assert group["failed"][0]["wanted"] == ["Area 1"]
    wordy = [ask(Compare.OBJECT, "territory", *(f"{n}{'ß' * 60}" for n in range(4)), id="y" * 500)]
    many = [RuleGroup(number, order=number) for number in range(1, 9)]
    rules = [rule(number * 100 + n, group=number, criteria=wordy) for number in range(1, 9) for n in range(12)]
    stored = run(rules, ABE, WEST, groups=many).as_json()
    told = sum(len(group.get("failed", ())) for group in stored["groups"])
    assert 0 < told < 96
    assert len(json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode()) <= 8_192


def test_of_a_direct_deal_a_rule_for_partners_tells_that_it_is_direct() -> None:
    tier = ask(Compare.OBJECT, "partner_tier", "gold", required=Required.ALWAYS)
    rules = [rule("R1", source=Source.CHANNEL_MANAGER), rule("R2", "abe", criteria=[tier])]
    (group,) = run(rules, ABE, deal(direct=True)).as_json()["groups"]
    assert [(told["rule"], told["missing"]) for told in group["failed"]] == [("R1", "direct"), ("R2", "direct")]
