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


def test_a_partner_reads_less_than_the_brand_owner() -> None:
    assert explain(NO_RULE, "", PARTNER) == "Nobody was found: no rule fits this opportunity."
    assert explain(NO_RULE, "", BRAND_OWNER) == (
        "Nobody was found: no rule of “Sales agents” fits this opportunity. Rule “Agents”: Territory is not known."
    )
