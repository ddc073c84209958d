"""A trial of the published rules on one opportunity: everything is decided, nothing is written."""

from __future__ import annotations

from django.utils import timezone

from assignment import matching
from assignment.facts import opportunity_facts
from assignment.matcher import current_matcher
from assignment.people import load_standings
from opportunities.models import Opportunity


def tried(opportunity: Opportunity) -> list[matching.GroupSuggestions]:
    """Whom each group would take now, of an opportunity loaded `for_page`."""
    matcher, now = current_matcher(), timezone.now()
    standings = matcher.standings(load_standings(now, matcher.weighings))
    (facts,) = opportunity_facts([opportunity], matcher.weighings)
    return matching.suggestions(matcher.assign(facts, standings, now))
