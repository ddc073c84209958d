from __future__ import annotations

from opportunities.filters import OpportunityFilter
from opportunities.searches.following import NAMING


def test_what_names_somebody_is_a_filter() -> None:
    assert set(OpportunityFilter.base_filters) >= NAMING
