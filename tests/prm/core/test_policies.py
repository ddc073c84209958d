from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from opportunities.history.actions import entry as history_entry
from opportunities.models import HelpRequest, Member, Opportunity, OpportunityHistory
from opportunities.models.child import new
from prm.core.actor import SYSTEM, Actor
from prm.core.outbox.models import OutboxEvent
from prm.core.policies import Policy
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, Contact, Organization
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, GANTRY, HARBORLINE, Scene

pytestmark = pytest.mark.django_db
REFUSED = "row-level security policy"


class Sides:
    """Bea of the brand owner and the managers of two partners, each of whom has a deal."""

    def __init__(self, scene: Scene) -> None:
        self.bea, self.pam, self.otto = (scene.actor(name) for name in ("bea", "pam", "otto"))
        self.gantry, self.cardinal, self.harborline = (
            scene.organizations[name].pk for name in (GANTRY, CARDINAL, HARBORLINE)
        )
        self.deal_of_pam, self.deal_of_otto = entered(scene, "pam"), entered(scene, "otto")


@pytest.fixture
def sides(scene: Scene) -> Sides:
    return Sides(scene)


def help_request(deal: Opportunity) -> HelpRequest:
    return new(HelpRequest, deal, kind="pricing", asked_by_id=deal.primary_person_id, asked_at=timezone.now())


def note(deal: Opportunity, private_to: int | None) -> OpportunityHistory:
    row = history_entry(deal, "opportunity.entered", actor=SYSTEM, at=timezone.now())
    row.private_to = private_to
    return row


def seen(actor: Actor, rows: Any) -> set[int]:
    with acting_as(actor):
        return set(rows.all().values_list("pk", flat=True))


def test_what_is_changed_may_be_less_than_what_is_added() -> None:
    sql = Policy(
        table="box", partner=None, brand_owner="a", brand_owner_check="b", brand_owner_changes="c"
    ).statements()
    added, changed = (
        next(line for line in sql if f"prm_brand_owner_{part} ON" in line and "CREATE" in line)
        for part in ("added", "changed")
    )
    assert added.endswith("WITH CHECK (b)")
    assert changed.endswith("USING ((a) AND (b) AND (c)) WITH CHECK ((b) AND (c))")


def test_statements_lock_even_the_owner() -> None:
    sql = Policy(table="box", partner="a = 1", brand_owner=None).statements()
    assert sql[:2] == ['ALTER TABLE "box" ENABLE ROW LEVEL SECURITY', 'ALTER TABLE "box" FORCE ROW LEVEL SECURITY']
    made = [statement for statement in sql if statement.startswith("CREATE")]
    assert [statement.split(" TO ")[1].split()[0] for statement in made] == ["prm_owner", "prm_system", "prm_partner"]
    assert "TO prm_partner USING (a = 1) WITH CHECK (a = 1)" in made[-1]


def test_statements_may_check_more_than_they_show() -> None:
    sql = Policy(table="box", partner="true", brand_owner="true", partner_check="a = 1").statements()
    wanted = (
        "FOR SELECT TO prm_partner USING (true)",
        "FOR INSERT TO prm_partner WITH CHECK (a = 1)",
        "FOR UPDATE TO prm_partner USING ((true) AND (a = 1)) WITH CHECK (a = 1)",
        "FOR DELETE TO prm_partner USING ((true) AND (a = 1))",
    )
    for end in wanted:
        assert any(statement.endswith(end) for statement in sql), end
    assert any(statement.endswith("TO prm_brand_owner USING (true) WITH CHECK (true)") for statement in sql)


def test_row_for_another_partner_is_refused(sides: Sides) -> None:
    refused = pytest.raises(ProgrammingError, match=REFUSED)
    with acting_as(sides.pam), refused, transaction.atomic():
        help_request(sides.deal_of_otto).save()


def test_rows_for_another_partner_are_refused_in_bulk(sides: Sides) -> None:
    rows = [help_request(sides.deal_of_pam), help_request(sides.deal_of_otto)]
    with acting_as(sides.pam):
        with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
            HelpRequest.objects.bulk_create(rows)
        assert not HelpRequest.objects.exists()


def test_row_cannot_be_moved_to_another_partner(sides: Sides) -> None:
    refused = pytest.raises(ProgrammingError, match=REFUSED)
    with acting_as(sides.pam), refused, transaction.atomic():
        Opportunity.objects.update(partner=sides.harborline)


def test_changing_a_hidden_row_changes_nothing(sides: Sides) -> None:
    hidden = Opportunity.objects.filter(pk=sides.deal_of_otto.pk)
    with acting_as(sides.pam):
        assert hidden.update(name="Taken") == 0
        assert not hidden.select_for_update().exists()
    with acting_as(SYSTEM):
        assert hidden.get().name == "Deal of otto"


def test_private_history_is_read_by_its_own_company_only(sides: Sides) -> None:
    with acting_as(SYSTEM):
        of_cardinal, of_gantry, of_both = (
            note(sides.deal_of_pam, private_to) for private_to in (sides.cardinal, sides.gantry, None)
        )
        for row in (of_cardinal, of_gantry, of_both):
            row.save()
    assert seen(sides.pam, OpportunityHistory.objects) >= {of_cardinal.pk, of_both.pk}
    assert of_gantry.pk not in seen(sides.pam, OpportunityHistory.objects)
    assert seen(sides.bea, OpportunityHistory.objects) >= {of_gantry.pk, of_both.pk}
    assert of_cardinal.pk not in seen(sides.bea, OpportunityHistory.objects)
    assert not {of_cardinal.pk, of_gantry.pk, of_both.pk} & seen(sides.otto, OpportunityHistory.objects)


def test_nobody_writes_what_only_the_other_company_reads(sides: Sides) -> None:
    refused = pytest.raises(ProgrammingError, match=REFUSED)
    with acting_as(sides.bea), refused, transaction.atomic():
        note(sides.deal_of_pam, sides.cardinal).save()


def test_child_of_another_partner_is_refused_by_the_database(sides: Sides) -> None:
    """Even the system, which no policy binds: the key of parent and partner must fit."""
    row = help_request(sides.deal_of_pam)
    row.partner_id = sides.harborline
    refused = pytest.raises(IntegrityError, match="help_request_of_partner")
    with acting_as(SYSTEM), refused, transaction.atomic():
        row.save()
        connection.check_constraints()


def test_children_follow_their_parent_to_another_partner(sides: Sides) -> None:
    deal = sides.deal_of_pam
    with acting_as(sides.bea):
        Opportunity.objects.filter(pk=deal.pk).update(partner=sides.harborline)
        connection.check_constraints()
        partners = Member.objects.filter(opportunity_id=deal.pk).values_list("partner_id", flat=True)
        assert set(partners) == {sides.harborline}


def test_contact_reaches_the_brand_owner_once_it_is_shared(sides: Sides) -> None:
    with acting_as(SYSTEM):
        account = enter_account(Account(name="Harbor Foods"), actor=SYSTEM, partner_id=sides.cardinal)
        contact = Contact.objects.create(account=account, partner_id=sides.cardinal, name="Cleo")
    assert contact.pk not in seen(sides.bea, Contact.objects)
    with acting_as(sides.pam):
        assert Contact.objects.filter(pk=contact.pk).update(shared=True) == 1
    assert contact.pk in seen(sides.bea, Contact.objects)
    assert contact.pk not in seen(sides.otto, Contact.objects)


def test_partner_cannot_change_another_organization(sides: Sides) -> None:
    """It reads the brand owner's name and may not write it."""
    gantry = Organization.objects.filter(pk=sides.gantry)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(sides.pam):
        assert gantry.exists()
        with refused, transaction.atomic():
            gantry.update(name="Ours")


def test_outbox_takes_events_of_everybody_and_shows_only_own_ones(sides: Sides) -> None:
    with acting_as(sides.pam):
        mine = OutboxEvent.objects.create(event="E", handler="h", due_at=timezone.now(), organization_id=sides.cardinal)
    assert mine.pk in seen(sides.pam, OutboxEvent.objects)
    assert mine.pk not in seen(sides.otto, OutboxEvent.objects)
    assert mine.pk in seen(SYSTEM, OutboxEvent.objects)
