import pytest
from django.http import QueryDict

from opportunities.filtering.words import buttons
from opportunities.filters import OpportunityFilter
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


@pytest.mark.parametrize(
    ("query", "closes", "amount"),
    [
        ("", "any time", "any"),
        ("closes=quarter", "this quarter", "any"),
        ("closes=overdue&closes_from=2026-03-01", "overdue, from Mar 1, 2026", "any"),
        ("closes_from=2026-03-01&closes_to=2026-04-01", "Mar 1, 2026 to Apr 1, 2026", "any"),
        ("amount_from=100000", "any time", "from 100,000"),
        ("amount_to=0.5", "any time", "up to 0.5"),
        ("amount_from=1&amount_to=2", "any time", "1 to 2"),
        ("amount_from=nothing&closes_to=never", "any time", "any"),
    ],
)
def test_what_the_buttons_say(scene: Scene, query: str, closes: str, amount: str) -> None:
    with acting_as(SYSTEM):
        stages = shown_stages().values()
        shown = buttons(OpportunityFilter(QueryDict(query), actor=SYSTEM, stages=stages, whole_book=True))
    assert (shown.closes.words, shown.amount.words) == (closes, amount)
    assert (shown.closes.is_changed, shown.amount.is_changed) == (closes != "any time", amount != "any")
    assert shown.typed["closes_from"] == QueryDict(query).get("closes_from", "")
