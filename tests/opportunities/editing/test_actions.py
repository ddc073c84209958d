from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from opportunities.editing.actions import Edit, change_opportunity, lock_assignment, mark_in_error, restrict
from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity, OpportunityState
from opportunities.stages.actions import Changed
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import AccountPartner
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import ROUTER, Scene


def edit_of(deal: Opportunity, **changes: object) -> Edit:
    """An edit that changes nothing but `changes`."""
    usual = Edit(
        name=deal.name, account=deal.account, contact=deal.contact, source=deal.source, type=deal.type,
        currency=deal.currency_id, amount=deal.amount, close_date=deal.close_date, next_step=deal.next_step,
        competitor=deal.competitor, description=deal.description,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_what_counts_begins_a_new_state(scene: Scene) -> None:
    deal = entered(scene, "pat", amount=Decimal(100))
    with acting_as(SYSTEM):
        page = seen(deal, SYSTEM)
        later = deal.close_date + timedelta(days=7)
        assert change_opportunity(page, actor=SYSTEM, version=1, edit=edit_of(page, close_date=later))
        assert change_opportunity(page, actor=SYSTEM, version=2, edit=edit_of(page, name="Other"))
        states = list(OpportunityState.objects.of(deal).order_by("pk").values_list("close_date", flat=True))
    assert states == [deal.close_date, later]


def test_a_customer_brings_link_and_territory(scene: Scene) -> None:
    other = entered(scene, "olga", account=NewAccount("Munich Works", country="Germany", region="Bavaria"))
    deal = entered(scene, "pat", account=NewAccount("Ohio Works"))
    with acting_as(SYSTEM):
        page = seen(deal, SYSTEM)
        assert change_opportunity(page, actor=SYSTEM, version=1, edit=edit_of(page, account=other.account))
        stored = Opportunity.objects.get(pk=deal.pk)
        assert stored.territory_id == scene.bavaria.pk
        assert AccountPartner.objects.filter(account=other.account, partner_id=deal.partner_id).exists()


def test_lines_keep_their_currency(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "100")])
    with acting_as(SYSTEM):
        page = seen(deal, SYSTEM)
        with pytest.raises(ValidationError) as refused:
            change_opportunity(page, actor=SYSTEM, version=1, edit=edit_of(page, currency="EUR", amount=None))
    assert "currency" in refused.value.message_dict


def test_an_old_version_changes_nothing(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        page = seen(deal, SYSTEM)
        with pytest.raises(Changed):
            change_opportunity(page, actor=SYSTEM, version=7, edit=edit_of(page, name="Other"))


def test_marks_are_not_for_everybody(scene: Scene) -> None:
    deal, eve = entered(scene, "pat"), scene.actor("eve")
    with acting_as(eve):
        page = seen(deal, eve)
        for verb in (
            lambda: restrict(page, actor=eve, restricted=True),
            lambda: lock_assignment(page, actor=eve, locked=True, reason="No"),
            lambda: mark_in_error(page, actor=eve, in_error=True, reason="No"),
        ):
            with pytest.raises(PermissionDenied):
                verb()
