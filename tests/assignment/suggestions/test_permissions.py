from __future__ import annotations

import pytest

from assignment.suggestions.permissions import is_assignable, may_suggest
from opportunities.models import Opportunity
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene


@pytest.mark.parametrize(
    ("who", "may"), [("pat", False), ("pam", False), ("bea", True), ("cem", True), ("ada", True), ("eve", False)]
)
def test_who_is_suggested_people(scene: Scene, who: str, may: bool) -> None:
    """A partner may add people and is still told of nobody."""
    deal, actor = entered(scene, "pat"), scene.actor(who)
    with acting_as(actor):
        assert may_suggest(actor, seen(deal, actor)) is may


def test_closed_and_locked_deals_are_not_asked_for(scene: Scene) -> None:
    open_deal = entered(scene, "pat")
    won = entered(scene, "pat", stage="won")
    assert is_assignable(open_deal)
    assert not is_assignable(won)
    assert not is_assignable(Opportunity(stage=open_deal.stage, assignment_locked=True))
