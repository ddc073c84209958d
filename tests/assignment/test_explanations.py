from __future__ import annotations

from assignment.explanations import explain
from prm.core.actor import Actor, Role, Side

PARTNER = Actor(role=Role.PARTNER_REP, side=Side.PARTNER)
BRAND_OWNER = Actor(role=Role.SALES_AGENT, side=Side.BRAND_OWNER)
NO_RULE = {
    "code": "unassigned",
    "group": "Sales agents",
    "people": {},
    "failed": [{"rule": "Agents", "attribute": "territory", "missing": True}],
}


def test_codes_are_told_in_words() -> None:
    role = {
        "code": "criterion",
        "attribute": "role",
        "points": 0,
        "own": 0,
        "matches": [{"values": ["sales_agent"], "of": 0}],
    }
    rule = {"name": "Agents", "version": 2, "source": "territory", "total": 30, "passing": 30}
    words = explain({"code": "rule", "rules": [rule | {"parts": [role], "others": {}}]}, "Abe", PARTNER)
    assert words.sentence == "Works the territory, is a sales agent: 30 points, 30 needed."


def test_a_partner_reads_less_than_the_brand_owner() -> None:
    first = "Nobody was found for “Sales agents”: no rule fits this opportunity."
    assert explain(NO_RULE, "", PARTNER).text == first
    asked = "The rule “Agents” asks for the territory, which is not known."
    assert explain(NO_RULE, "", BRAND_OWNER).text == f"{first} {asked}"
