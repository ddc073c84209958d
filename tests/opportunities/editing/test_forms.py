from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from opportunities.editing.forms import EditForm, ReasonForm, initial
from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import TODAY, Scene


def bound(scene: Scene, deal: Opportunity, **changes: Any) -> EditForm:
    pat = scene.actor("pat")
    with acting_as(pat):
        page = seen(deal, pat)
        form = EditForm(initial(page) | changes, opportunity=page, actor=pat, has_lines=False)
        form.is_valid()
    return form


def test_a_close_date_of_the_past_may_stay_and_none_is_chosen(scene: Scene) -> None:
    deal = entered(scene, "pat", close_date=TODAY - timedelta(days=3))
    assert "close_date" not in bound(scene, deal).errors
    assert "close_date" in bound(scene, deal, close_date=TODAY - timedelta(days=2)).errors


def test_the_customer_by_name_or_key(scene: Scene) -> None:
    deal = entered(scene, "pat", account=NewAccount("Ashgrove"))
    other = entered(scene, "pat", account=NewAccount("Birch"))
    assert other.account
    assert bound(scene, deal).cleaned_data["chosen"] == deal.account
    assert bound(scene, deal, account="birch", account_key="").cleaned_data["chosen"] == other.account
    assert bound(scene, deal, account="Birch", account_key=other.account.key).cleaned_data["chosen"] == other.account
    assert bound(scene, deal, account="", account_key="").cleaned_data["chosen"] is None


def test_another_partner_s_customer_is_not_known(scene: Scene) -> None:
    hidden = entered(scene, "olga", account=NewAccount("Hidden"))
    assert hidden.account
    deal = entered(scene, "pat")
    for key in (hidden.account.key, "", "\x00"):
        assert "account" in bound(scene, deal, account="Hidden", account_key=key).errors


@pytest.mark.parametrize("reason", ["", "x" * 201, "\x00"])
def test_a_reason_is_needed(reason: str) -> None:
    assert not ReasonForm({"reason": reason}).is_valid()
