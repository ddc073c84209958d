from __future__ import annotations

import pytest

from prm.catalog.models import Currency, Product, ProductLine
from tests.administration import errors_in, page, rows, save
from tests.cast import World

FRANC = {"name": "Swiss franc", "decimals": "2", "active": "on"}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("usd", "There is already a currency of this code."),
        ("€", "A currency code has three capital letters, for example EUR."),
    ],
)
def test_code_of_a_currency(world: World, code: str, message: str) -> None:
    assert errors_in(save(world.client("ada"), page(Currency, "add"), **FRANC, code=code)) == {"code": [message]}


def test_company_currency_stays_in_use(world: World) -> None:
    response = save(world.client("ada"), page(Currency, "change", "USD"), active=None)
    assert errors_in(response) == {"active": ["All totals are in the company currency, so it stays in use."]}


def test_decimals_and_rates_have_bounds(world: World) -> None:
    wrong = rows({"day": "2026-01-01", "rate": "0"}, {"day": "soon", "rate": "1"})
    response = save(
        world.client("ada"), page(Currency, "add"), code="CHF", name="Swiss franc", decimals="4", rates=wrong
    )
    assert set(errors_in(response)) == {"decimals", "rates-0-rate", "rates-1-day"}


def test_two_prices_from_one_day_in_one_form(world: World) -> None:
    twice = rows(*[{"currency": "USD", "amount": amount, "valid_from": "2030-01-01"} for amount in ("1", "2")])
    errors = errors_in(save(world.client("ada"), page(Product, "change", world.product.pk), prices=twice))
    assert "prices" in errors


def test_second_price_of_a_stored_day(world: World) -> None:
    client, address = world.client("ada"), page(Product, "change", world.product.pk)
    again = {"currency": "USD", "amount": "5", "valid_from": "2030-01-01"}
    assert save(client, address, prices=rows(again)).status_code == 302
    errors = errors_in(save(client, address, prices=rows(again)))
    assert "There is already a price from this day on." in str(errors) or "prices" in errors


@pytest.mark.parametrize("amount", ["-1", "1e40", "NaN", "a lot", "1.2345"])
def test_amounts_that_are_none(world: World, amount: str) -> None:
    row = rows({"currency": "USD", "amount": amount, "valid_from": "2030-01-01"})
    errors = errors_in(save(world.client("ada"), page(Product, "change", world.product.pk), prices=row))
    assert list(errors) == ["prices-1-amount"]


def test_names_once(world: World) -> None:
    client = world.client("ada")
    response = save(client, page(Product, "add"), name=world.product.name, line=world.product.line_id)
    assert errors_in(response) == {"name": ["There is already a product of this name."]}
    assert list(errors_in(save(client, page(ProductLine, "add"), name=world.product.line.name))) == ["name"]
