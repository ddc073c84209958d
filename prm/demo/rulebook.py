"""Gantry's rules: what Bea keeps for the sales agents, what must always come out, and what she has in the draft."""

from __future__ import annotations

from assignment.exchange.actions import import_rules
from assignment.models import CriterionValue, RuleVersion
from assignment.rule_cases.actions import import_cases
from assignment.rules.actions import count_change
from assignment.versions.actions import publish_rules
from assignment.versions.content import digest, draft
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.demo import cast
from prm.demo.catalog import GIRDER, MAST
from prm.demo.market import GREAT_LAKES

AGENTS, LARGE = "Agents of the territory by product expertise", "Large deals: an expert from anywhere"
LEAST, DRAFTED = "400000", "250000"

# The first rule is the one that a new installation has.
RULES = f"""
format: 1
groups:
  Sales agents: {{owner: {cast.BEA.name}}}
rules:
- id: {AGENTS}
  group: Sales agents
  filter: one_best_fit
  source: territory
  lead: true
  score: 30
  passing_score: 30
  team_role: Sales agent
  criteria:
  - {{compare: object_to_person, attribute: product_line, required: when_available, score: 40}}
  - {{compare: person, attribute: role, values: [{{value: sales_agent}}]}}
- id: "{LARGE}"
  group: Sales agents
  sequence: 1
  filter: one_best_fit
  source: role
  role: sales_agent
  lead: true
  score: 10
  passing_score: 50
  team_role: Sales agent
  criteria:
  - {{compare: object, attribute: amount, values: [{{low: {LEAST}}}]}}
  - {{compare: object_to_person, attribute: product_line, score: 40}}
  workload: [{{name: open_opportunities, maximum: 30, score: 10, required: always}}]
"""

# People as they were when the case was written: it must come out whoever works at Gantry by now.
AGENT = (
    "{{id: {name}, attributes: {{role: sales_agent, territory: [{territory}]}}, "
    "skills: {{product_line: {{{line}: {level}}}}}}}"
)
EXPERT = AGENT.format(name=cast.ABE.name, territory=GREAT_LAKES, line=MAST, level="Expert")
NOVICE = AGENT.format(name="Nadia Ostrowski", territory=GREAT_LAKES, line=MAST, level="Novice")
CASES = f"""
format: 1
cases:
- id: An expert of the territory is preferred
  opportunity: {{id: o1, territory: {GREAT_LAKES}, attributes: {{product_line: [{MAST}], amount: 20000}}}}
  people: [{EXPERT}, {NOVICE}]
  rules: []
  expected:
    assigned: {{{cast.ABE.name}: {{{AGENTS}: 70}}}}
    lead: {cast.ABE.name}
- id: A large deal that nobody of the territory knows gets an expert from anywhere
  opportunity: {{id: o1, territory: Nordics, attributes: {{product_line: [{MAST}], amount: 900000}}}}
  people: [{EXPERT}, {NOVICE}]
  rules: []
  expected: {{assigned: {{{cast.ABE.name}: {{"{LARGE}": 60}}}}}}
- id: A small deal that nobody of the territory knows waits for somebody
  opportunity: {{id: o1, territory: Nordics, attributes: {{product_line: [{GIRDER}], amount: 20000}}}}
  people: [{EXPERT}]
  rules: []
  expected: {{assigned: {{}}, unassigned: true}}
- id: No novice is sent alone
  notes: Wanted by the sales directors; the passing score of 30 lets novices through so far.
  opportunity: {{id: o1, territory: {GREAT_LAKES}, attributes: {{product_line: [{MAST}], amount: 20000}}}}
  people: [{NOVICE}]
  rules: []
  expected: {{assigned: {{}}}}
"""


def enter_rules() -> None:
    """Rules in force before the first deal is entered, and their cases; as the system."""
    import_rules(RULES, actor=SYSTEM)
    import_cases(CASES, actor=SYSTEM)
    present = RuleVersion.objects.present()
    after = present.number if present else 0
    publish_rules(actor=SYSTEM, after=after, seen=digest(draft()), note="Large deals get an expert from anywhere")


def draft_a_change(bea: Actor) -> None:
    """What Bea changed in the group that she owns, and no administrator has published yet."""
    with acting_as(bea):
        value = CriterionValue.objects.select_related("criterion").get(criterion__rule__name=LARGE)
        value.content = {"low": DRAFTED}
        value.full_clean()
        value.save()
        count_change(value.criterion.rule_id, actor=bea)
