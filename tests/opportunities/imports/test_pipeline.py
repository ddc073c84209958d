"""What the rows of a pipeline become, on a small one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from opportunities.models import Opportunity, OpportunityHistory, OpportunityState
from prm.catalog.models import Currency, Price, Product
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.actions import save_organization
from prm.directory.models import Account, AccountPartner, Organization, Person, Territory
from tests.opportunities.imports.pipeline_files import run_import, write_files


@pytest.fixture(autouse=True)
def as_system(db: None) -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


def deal(external_id: str) -> Opportunity:
    return Opportunity.objects.select_related("stage", "loss_reason", "partner", "territory").get(
        external_id=external_id
    )


def test_everything_goes_in(tmp_path: Path) -> None:
    printed, refused, failure = run_import(write_files(tmp_path))
    assert (refused, failure) == ("", "")
    assert "4 of 4 opportunities" in printed
    assert "4 opportunities added, 0 were there already" in printed


def test_directory(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    brand_owner = Organization.objects.brand_owner()
    managers = Person.objects.filter(organization=brand_owner, role=Role.CHANNEL_MANAGER)
    assert {person.name: person.profile.territory.name for person in managers} == {
        "Mo Castell": "Lakes",
        "Sue Park": "Coast",
    }
    partner = Organization.objects.get(name="Ira Novak Consulting")
    assert partner.territory == Territory.objects.get(name="Lakes")
    assert partner.channel_manager == managers.get(name="Mo Castell")
    assert [(person.name, person.role) for person in partner.people.all()] == [("Ira Novak", Role.PARTNER_MANAGER)]
    assert Organization.objects.partners().count() == 3


def test_catalog(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    assert Currency.objects.company().code == "USD"
    product = Product.objects.get(name="MG Special")
    assert product.line.name == "MG"
    price = Price.objects.get(product=product)
    assert (price.amount, price.currency_id, price.valid_from) == (Decimal("55.50"), "USD", date(2016, 10, 20))


def test_accounts(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    account = Account.objects.get(name="Wellmont")
    assert (account.industry, account.country) == ("technology", "Philippines")
    assert (account.annual_revenue_millions, account.employees) == (Decimal("1100.04"), 2822)
    assert account.parent == Account.objects.get(name="Oakline")
    linked = AccountPartner.objects.filter(account=account).values_list("partner__name", flat=True)
    assert {"Ira Novak Consulting", "Tom Adeyemi Consulting"} <= set(linked)


def test_won(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    won = deal("O1")
    assert (won.name, won.stage.code, won.partner.name) == ("GTX Pro for Wellmont", "won", "Ira Novak Consulting")
    assert won.amount == won.amount_company == won.expected_company == Decimal(4500)
    assert (won.entered_on, won.closed_on, won.close_date) == (date(2016, 10, 20), date(2017, 3, 1), date(2017, 3, 1))
    line = won.lines.get()
    assert (line.product.name, line.quantity, line.unit_price) == ("GTX Pro", 1, 4500)
    assert won.primary_person.name == "Ira Novak"
    assert won.territory == Territory.objects.get(name="Lakes")


def test_lost(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    lost = deal("O2")
    assert (lost.stage.code, lost.loss_reason.code) == ("lost", "not_recorded")
    assert (lost.amount, lost.expected_company) == (Decimal("55.50"), 0)


def test_open(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    engaging, prospecting = deal("O3"), deal("O4")
    assert (engaging.name, engaging.account) == ("GTX Pro, no account named", None)
    assert (engaging.stage.code, engaging.amount) == ("qualification", 4821)
    assert (engaging.entered_on, engaging.close_date) == (date(2017, 6, 30), date(2017, 9, 28))
    assert prospecting.entered_on == date(2017, 6, 30), "the latest engage date of the file"
    assert (prospecting.stage.code, prospecting.closed_on) == ("prospecting", None)


def test_states_and_history_carry_the_days_of_the_file(tmp_path: Path) -> None:
    run_import(write_files(tmp_path))
    states = OpportunityState.objects.filter(opportunity=deal("O1")).order_by("since")
    assert [(state.stage.code, state.since.date(), state.until and state.until.date()) for state in states] == [
        ("prospecting", date(2016, 10, 20), date(2017, 3, 1)),
        ("won", date(2017, 3, 1), None),
    ]
    history = OpportunityHistory.objects.filter(opportunity=deal("O1"), person__name="Ira Novak").order_by("at", "id")
    assert [(row.verb, row.at.date()) for row in history] == [
        ("opportunity.entered", date(2016, 10, 20)),
        ("stage.moved", date(2017, 3, 1)),
    ]


def test_twice_adds_nothing(tmp_path: Path) -> None:
    counted = (
        Opportunity,
        OpportunityHistory,
        Person,
        Organization,
        Account,
        AccountPartner,
        Product,
        Price,
        Territory,
    )
    run_import(write_files(tmp_path))
    before = [model.objects.count() for model in counted]
    printed, refused, failure = run_import(tmp_path)
    assert "0 opportunities added, 4 were there already" in printed
    assert (refused, failure) == ("", "")
    assert [model.objects.count() for model in counted] == before


def test_rows_added_later_go_in(tmp_path: Path) -> None:
    run_import(write_files(tmp_path, "O1,Ira Novak,GTXPro,Wellmont,Won,2016-10-20,2017-03-01,4500"))
    printed, _refused, _failure = run_import(write_files(tmp_path))
    assert "3 opportunities added, 1 were there already" in printed


def test_brand_owner_and_currency_installed_are_kept(tmp_path: Path) -> None:
    save_organization(Organization(kind=Organization.Kind.BRAND_OWNER, name="Weir Instruments"), actor=SYSTEM)
    Currency.objects.create(code="USD", name="Dollar", is_company=True)
    run_import(write_files(tmp_path))
    assert Organization.objects.brand_owner().name == "Weir Instruments"
    assert [(currency.code, currency.name) for currency in Currency.objects.all()] == [("USD", "Dollar")]
