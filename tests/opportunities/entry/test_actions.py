"""The verb that enters: what it writes, what it sets itself, what it refuses."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opportunities.entry.actions import Entered, enter_opportunities, enter_opportunity
from opportunities.entry.records import Entry, HelpEntry, NewAccount, NewContact
from opportunities.models import (
    HelpRequest,
    Member,
    MemberPeriod,
    Opportunity,
    OpportunityHistory,
    OpportunityState,
    RevenueLine,
)
from prm.catalog.models import ExchangeRate
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Account, AccountPartner, Contact
from tests.opportunities.entering import entered, entry_of, seen
from tests.opportunities.scene import CARDINAL, GANTRY, HARBORLINE, MODEM, ROUTER, TABLET, TODAY, Scene


def enter(scene: Scene, who: str, entry: Entry | None = None, **fields: Any) -> Entered:
    actor = scene.actor(who)
    with acting_as(actor):
        return enter_opportunity(entry or entry_of(scene, who, **fields), actor=actor)


def refused(scene: Scene, who: str, **fields: Any) -> dict[str, list[str]]:
    """What the verb says; nothing may be saved then."""
    before = stored()
    with pytest.raises(ValidationError) as error:
        enter(scene, who, **fields)
    assert stored() == before
    return error.value.message_dict


def stored() -> list[int]:
    with acting_as(SYSTEM):
        return [model.objects.count() for model in (Opportunity, Account, AccountPartner, Contact, Member, OutboxEvent)]


def account_of(scene: Scene, partner: str, name: str = "Ashgrove") -> Account:
    with acting_as(SYSTEM):
        return enter_account(Account(name=name), actor=SYSTEM, partner_id=scene.organizations[partner].pk)


@pytest.mark.parametrize(("who", "company"), [("pat", CARDINAL), ("pam", CARDINAL), ("abe", GANTRY), ("ada", GANTRY)])
def test_company_and_primary_come_from_who_enters(scene: Scene, who: str, company: str) -> None:
    company_of_olga, olga = scene.organizations[HARBORLINE].pk, scene.people["olga"].pk
    claimed = replace(entry_of(scene, who), partner_id=company_of_olga, person_id=olga)
    opportunity = enter(scene, who, claimed).opportunity
    assert opportunity.partner_id == scene.organizations[company].pk
    assert opportunity.primary_person_id == opportunity.entered_by_id == scene.people[who].pk
    with acting_as(SYSTEM):
        member = Member.objects.of(opportunity).get()
        period = MemberPeriod.objects.of(opportunity).get()
    assert (member.person_id, member.how) == (scene.people[who].pk, Member.How.ENTERED)
    assert (period.person_id, period.until) == (scene.people[who].pk, None)


def test_everything_is_written_at_once(scene: Scene) -> None:
    customer = {"account": NewAccount("Ashgrove"), "contact": NewContact("Zoë", "z@a.example")}
    lines = [(ROUTER, "2", "100"), (TABLET, "1", "40.5")]
    help_asked = (HelpEntry("pricing", "For two"),)
    opportunity = enter(scene, "pat", lines=lines, people=["bea"], help=help_asked, **customer).opportunity
    actor = scene.actor("pat")
    with acting_as(actor):
        page = seen(opportunity, actor)
        assert (page.amount, page.amount_company, page.expected_company) == (
            Decimal("240.5"),
            Decimal("240.5"),
            Decimal("24.05"),
        )
        assert [line.amount for line in RevenueLine.objects.of(page)] == [200, Decimal("40.5")]
        assert list(Member.objects.of(page).order_by("pk").values_list("how", flat=True)) == ["entered", "by_hand"]
        assert HelpRequest.objects.of(page).get().what == "For two"
        assert OpportunityState.objects.of(page).get().amount_company == Decimal("240.5")
        history = OpportunityHistory.objects.of(page).get()
        assert (history.verb, history.person_id, history.organization_id) == (
            "opportunity.entered", actor.person_id, actor.organization_id,
        )  # fmt: skip
        assert (page.contact.name, page.contact.shared, page.account.entered_by_id) == (
            "Zoë",
            True,
            actor.organization_id,
        )
        added = {"opportunity_id": page.pk, "people": [scene.people["bea"].pk], "by": actor.person_id}
        assert list(OutboxEvent.objects.order_by("pk").values_list("event", "payload")) == [
            ("OpportunityEntered", {"opportunity_id": page.pk, "brought_in": False}),
            ("MembersAdded", added),
        ]


@pytest.mark.parametrize("who", ["eve"])
def test_an_executive_enters_nothing(scene: Scene, who: str) -> None:
    with pytest.raises(PermissionDenied):
        enter(scene, who)


def test_the_system_has_no_company_to_enter_for(scene: Scene) -> None:
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        enter_opportunity(entry_of(scene, "pat"), actor=SYSTEM)


@pytest.mark.parametrize(("who", "owner", "allowed"), [
    ("pat", CARDINAL, True), ("dana", CARDINAL, True), ("pat", HARBORLINE, False), ("olga", CARDINAL, False),
    ("abe", HARBORLINE, True),
])  # fmt: skip
def test_the_account_is_one_of_the_own_book(scene: Scene, who: str, owner: str, allowed: bool) -> None:
    account = account_of(scene, owner)
    if not allowed:
        message = "This account is not among yours. Choose one of the list or add a new one."
        assert refused(scene, who, account=account.pk) == {"account": [message]}
        return
    opportunity = enter(scene, who, account=account.pk).opportunity
    with acting_as(SYSTEM):
        partners = set(account.links.values_list("partner_id", flat=True))
    assert partners == {scene.organizations[owner].pk, opportunity.partner_id}


def test_a_new_account_is_of_the_company_that_entered_it(scene: Scene) -> None:
    first = enter(scene, "pat", account=NewAccount("Ashgrove")).opportunity
    second = enter(scene, "olga", account=NewAccount("Ashgrove")).opportunity
    assert first.account_id != second.account_id
    for who, account in (("pat", first.account_id), ("olga", second.account_id)):
        actor = scene.actor(who)
        with acting_as(actor):
            assert list(Account.objects.values_list("pk", flat=True)) == [account]
            assert list(Account.objects.visible_to(actor).values_list("pk", flat=True)) == [account]


@pytest.mark.parametrize("account", [NewAccount(" "), NewAccount("n" * 201)])
def test_a_name_that_is_no_accounts_is_refused_at_its_field(scene: Scene, account: NewAccount) -> None:
    assert list(refused(scene, "pat", account=account)) == ["account"]


def test_a_contact_is_shared_with_the_brand_owner_once_it_is_on_a_deal(scene: Scene) -> None:
    account = account_of(scene, CARDINAL)
    with acting_as(SYSTEM):
        contact = Contact(account=account, partner=scene.organizations[CARDINAL], name="Zoë")
        enter_contact(contact, actor=SYSTEM)
    bea = scene.actor("bea")
    with acting_as(bea):
        assert not Contact.objects.visible_to(bea).exists()
    opportunity = enter(scene, "pat", account=account.pk, contact=contact.pk).opportunity
    with acting_as(bea):
        assert Contact.objects.visible_to(bea).get().pk == opportunity.contact_id == contact.pk
    for who in ("olga", "otto"):
        actor = scene.actor(who)
        with acting_as(actor):
            assert not Contact.objects.exists()


@pytest.mark.parametrize("case", ["of another account", "of another partner", "unknown"])
def test_a_foreign_contact_is_refused(scene: Scene, case: str) -> None:
    account, other = account_of(scene, CARDINAL), account_of(scene, CARDINAL, "Elsewhere")
    with acting_as(SYSTEM):
        here = {"account": account, "partner": scene.organizations[CARDINAL]}
        changed = {
            "of another account": {"account": other},
            "of another partner": {"partner": scene.organizations[HARBORLINE]},
        }
        contact = Contact(name="Zoë", **here | changed.get(case, {}))
        enter_contact(contact, actor=SYSTEM)
    wanted = contact.pk + (case == "unknown")
    message = "This contact is not among those of the account. Choose another one."
    assert refused(scene, "pat", account=account.pk, contact=wanted) == {"contact": [message]}


def test_a_contact_with_a_malformed_address(scene: Scene) -> None:
    found = refused(scene, "pat", account=NewAccount("Ashgrove"), contact=NewContact("Zoë", "no address"))
    assert list(found) == ["contact"]


def test_a_foreign_person_is_refused(scene: Scene) -> None:
    assert list(refused(scene, "pat", people=["olga"])) == ["people"]


def test_what_is_no_longer_on_sale_is_refused_but_to_the_system(scene: Scene) -> None:
    lines = [(ROUTER, "1", "5"), (MODEM, "1", "5")]
    message = "Line 2: this product is no longer on sale. Choose another one."
    assert refused(scene, "pat", lines=lines) == {"lines": [message]}
    assert entered(scene, "pat", lines=lines).amount == 10


def test_the_same_key_again_leads_to_the_first_one(scene: Scene) -> None:
    key = uuid.uuid4()
    first, again = (
        enter(scene, "pat", entry_key=key),
        enter(scene, "pat", entry_key=key, name="Other", amount=Decimal(5)),
    )
    assert (first.again, again.again) == (False, True)
    assert (again.opportunity.pk, again.opportunity.name) == (first.opportunity.pk, first.opportunity.name)
    other = enter(scene, "olga", entry_key=key)
    assert not other.again
    assert other.opportunity.pk != first.opportunity.pk


def test_without_a_key_each_is_a_deal_of_its_own(scene: Scene) -> None:
    assert enter(scene, "pat").opportunity.pk != enter(scene, "pat").opportunity.pk


def test_a_currency_without_a_rate(scene: Scene) -> None:
    day = f"{TODAY:%b} {TODAY.day}, {TODAY.year}"
    assert refused(scene, "pat", amount=Decimal(5), currency="GBP") == {
        "currency": [
            f"There is no exchange rate of GBP for {day}. Choose another currency or ask an administrator to add it."
        ]
    }


def test_too_much_in_the_company_currency(scene: Scene) -> None:
    with acting_as(SYSTEM):
        ExchangeRate.objects.create(currency_id="KWD", day=TODAY - timedelta(days=1), rate=Decimal(1000))
    many = {"lines": [(ROUTER, "1", "9000000000000")] * 3, "currency": "KWD"}
    for fields in ({"amount": Decimal("99999999999999"), "currency": "KWD"}, many):
        assert list(refused(scene, "pat", **fields)) == ["currency"]


def test_all_or_none(scene: Scene) -> None:
    with acting_as(SYSTEM):
        good, bad = entry_of(scene, "pat"), entry_of(scene, "pat", name="")
        with pytest.raises(ValidationError):
            enter_opportunities([good, bad], actor=SYSTEM)
        assert not Opportunity.objects.exists()


@pytest.mark.parametrize(("currency", "amounts"), [
    ("USD", ("0.67", "1.00", "1.67")), ("JPY", ("1", "1", "2")), ("KWD", ("0.669", "1.003", "1.672")),
])  # fmt: skip
def test_the_deal_is_the_sum_of_its_lines(scene: Scene, currency: str, amounts: tuple[str, str, str]) -> None:
    lines = [(ROUTER, "2", "0.3345"), (TABLET, "3", "0.3343")]
    opportunity = entered(scene, "pat", lines=lines, currency=currency, stage="proposal")
    with acting_as(SYSTEM):
        found = list(RevenueLine.objects.of(opportunity))
        opportunity.refresh_from_db()
    assert [*(line.amount for line in found), opportunity.amount] == [Decimal(amount) for amount in amounts]
    assert opportunity.amount_company == sum(line.amount_company for line in found)
    assert opportunity.expected_company == sum(line.expected_company for line in found)


def test_many_cost_as_many_statements_as_one(scene: Scene) -> None:
    account = account_of(scene, CARDINAL)

    def cost(count: int) -> int:
        each = {
            "lines": [(ROUTER, "1", "5")],
            "people": ["bea"],
            "account": account.pk,
            "help": (HelpEntry("pricing"),),
        }
        entries = [entry_of(scene, "pat", **each) for _ in range(count)]
        with acting_as(SYSTEM), CaptureQueriesContext(connection) as queries:
            enter_opportunities(entries, actor=SYSTEM)
        return len(queries)

    assert cost(1) == cost(30) == 22
