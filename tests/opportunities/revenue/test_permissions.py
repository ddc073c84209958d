from __future__ import annotations

import pytest
from django.utils import timezone

from opportunities.models import Opportunity, Stage
from opportunities.revenue.permissions import is_settled, may_change_lines
from prm.core.actor import SYSTEM


@pytest.mark.parametrize(
    ("outcome", "fields", "settled"),
    [
        ("open", {}, False),
        ("won", {}, True),
        ("lost", {}, True),
        ("open", {"entered_in_error": True}, True),
        ("open", {"win_asked_at": timezone.now()}, True),
    ],
)
def test_what_is_settled(outcome: str, fields: dict[str, object], settled: bool) -> None:
    opportunity = Opportunity(stage=Stage(outcome=outcome), **fields)
    opportunity.am_member, opportunity.managed_by = True, None
    assert is_settled(opportunity) == settled
    assert may_change_lines(SYSTEM, opportunity) != settled
