from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from opportunities.entry.records import Entry
from prm.demo.accounts import Customer
from prm.demo.catalog import OFFERS, Listed
from prm.demo.deals import Deals, Known, Seller
from prm.demo.market import City
from prm.directory.models import Account

TODAY = date(2026, 11, 24)
PRODUCTS = [
    Listed(offer, number, {"USD": Decimal(offer.price), "JPY": Decimal(offer.price * 150)})
    for number, offer in enumerate(OFFERS, 1)
]
CUSTOMERS = [Known(Customer(Account(pk=pk), City("Toledo", "OH", "43604")), (pk * 10,)) for pk in (1, 2, 3)]


def made(seed: int = 7, **seller: object) -> list[Entry]:
    usual = {"partner_id": 4, "person_id": 5, "currency": "USD", "customers": CUSTOMERS, "colleagues": (6, 7)}
    deals = Deals(PRODUCTS, Random(seed), TODAY)
    return deals.of(Seller(**usual | seller), still_open=30, closed=20)  # type: ignore[arg-type]


def test_as_many_as_asked_for() -> None:
    entries = made()
    assert [entry.closed_on is None for entry in entries] == [True] * 30 + [False] * 20
    assert len({entry.external_id for entry in entries}) == 50


def test_the_same_again_from_the_same_seed() -> None:
    assert made() == made()
    assert made() != made(8)


def test_entries_are_whole() -> None:
    for entry in made():
        assert (entry.partner_id, entry.person_id) == (4, 5)
        assert entry.contact in (None, entry.account * 10)  # type: ignore[operator]
        assert {line.product_id for line in entry.lines} <= set(range(1, len(PRODUCTS) + 1))
        assert bool(entry.loss_reason) == (entry.stage == "lost")
        assert entry.closed_on in (None, entry.close_date)
        assert not (entry.next_step and entry.closed_on)
        assert set(entry.people) <= {6, 7}


def test_prices_are_those_of_the_list_in_the_sellers_currency() -> None:
    prices = {listed.product_id: listed.prices["JPY"] for listed in PRODUCTS}
    lines = [line for entry in made(currency="JPY") for line in entry.lines]
    assert all(line.unit_price == prices[line.product_id] for line in lines)


def test_a_deal_lost_to_a_competitor_names_it() -> None:
    lost = [entry for seed in range(5) for entry in made(seed) if entry.loss_reason == "competitor"]
    assert lost
    assert all(entry.competitor for entry in lost)


def test_help_is_asked_of_others_only() -> None:
    assert any(entry.help for entry in made())
    assert not any(entry.help for entry in made(is_direct=True))


def test_names_differ_at_one_company() -> None:
    names = [entry.name for entry in made()]
    assert len(set(names)) == len(names)
