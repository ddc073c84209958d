"""The assignment engine: which people join the team of an opportunity, and why. Pure: no database, clock or chance.

    matcher = Matcher(rules, people)                    # once per published version, kept per process
    standings = matcher.standings({person: Standing})   # once per chunk: load, capacity, availability, active
    result = matcher.assign(opportunity, standings, now)
    standings.put(person, Standing(...))                # after writing what came out, for the next in the chunk

How stored records become facts
- `Person`: id (best the integer primary key, stored runs are smallest with it), partner (None on the brand owner's
  side), role, skills (one `Skill` per item: product, line, industry, territory, language, certification, postal range),
  attributes (territory, role, language, certification, team), the organization's attributes (tier, type, country).
  `territories` holds the person's own territories and all above them: a rule's territory takes in those below it.
- `Standing`: what must be fresh. Somebody without one, or with `active` false, is never considered.
- `Opportunity.attributes`: every attribute as a tuple of values; `territory` holds the own one and all above it so that
  a criterion on a region takes in its districts, and an agent whose skill is the region covers them. Amounts as int or
  Decimal, never float. `lines` are the revenue lines with attributes of their own.
- A run again over a team: `team` with `by_rule`, `group`, `engaged` (accepted or did anything) and what the opportunity
  itself adds to the member's load; `declined` are people who declined; `lead_by_hand` stays.
- `closed` is for an opportunity that is entered closed: only the rules with the partner's channel manager run. A closed
  one is otherwise not run, a locked one never: both are the caller's.
"""

from .assignment import Assignment, Candidate, How, Membership
from .contradictions import Contradiction, check_itself
from .engine import Matcher, assign
from .explain import Components
from .facts import Amount, Opportunity, Organization, Person, PersonId, Skill, Standing, TeamMember
from .outcomes import Outcome, RuleOutcome
from .passes import GroupOutcome
from .patterns import Composite, Fact, Pattern, Prefix, Range, Simple, Text, pattern_of
from .rerun import Leaving
from .rules import (
    Compare,
    Criterion,
    Expertise,
    Filter,
    Inclusion,
    LeftOut,
    Listed,
    Required,
    Rule,
    RuleGroup,
    Rules,
    Source,
    Value,
    WorkloadRule,
)
from .standings import Standings
from .suggestions import GroupSuggestions, Suggestion, Unfit, suggestions
from .weighing import Weighing, Weight, WeightedBy, load_key

__all__ = [
    "Amount",
    "Assignment",
    "Candidate",
    "Compare",
    "Components",
    "Composite",
    "Contradiction",
    "Criterion",
    "Expertise",
    "Fact",
    "Filter",
    "GroupOutcome",
    "GroupSuggestions",
    "How",
    "Inclusion",
    "Leaving",
    "LeftOut",
    "Listed",
    "Matcher",
    "Membership",
    "Opportunity",
    "Organization",
    "Outcome",
    "Pattern",
    "Person",
    "PersonId",
    "Prefix",
    "Range",
    "Required",
    "Rule",
    "RuleGroup",
    "RuleOutcome",
    "Rules",
    "Simple",
    "Skill",
    "Source",
    "Standing",
    "Standings",
    "Suggestion",
    "TeamMember",
    "Text",
    "Unfit",
    "Value",
    "Weighing",
    "Weight",
    "WeightedBy",
    "WorkloadRule",
    "assign",
    "check_itself",
    "load_key",
    "pattern_of",
    "suggestions",
]
