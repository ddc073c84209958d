from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, Product, ProductLine
from prm.catalog.prices import PriceList
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)
PRICES = [("USD", JANUARY, "100"), ("USD", MARCH, "110"), ("USD", JUNE, "120"), ("EUR", MARCH, "95.50")]


@pytest.fixture
def lathe(db: None) -> Product:
    with acting_as(SYSTEM):
        line = save_to_catalog(ProductLine(name="Tools"), actor=SYSTEM)
        lathe = save_to_catalog(Product(name="Lathe", line=line), actor=SYSTEM)
        for code in ("USD", "EUR", "JPY"):
            save_to_catalog(Currency(code=code, name=code), actor=SYSTEM)
        for code, since, amount in PRICES:
            set_price(lathe, Decimal(amount), currency=Currency.objects.get(code=code), since=since, actor=SYSTEM)
    return lathe


@pytest.mark.parametrize(
    ("day", "currency", "price"),
    [
        (date(2025, 12, 31), "USD", None),
        (JANUARY, "USD", "100"),
        (date(2026, 2, 28), "USD", "100"),
        (MARCH, "USD", "110"),
        (date(2027, 1, 1), "USD", "120"),
        (date(2026, 2, 28), "EUR", None),
        (date(2027, 1, 1), "EUR", "95.50"),
        (JUNE, "JPY", None),
        (JUNE, "XXX", None),
    ],
)
def test_the_price_of_the_day_in_its_own_currency(lathe: Product, day: date, currency: str, price: str | None) -> None:
    with acting_as(SYSTEM):
        assert PriceList.of(day).in_currency(currency).get(lathe.key) == (Decimal(price) if price else None)


def test_what_is_withdrawn_has_no_price(lathe: Product, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM):
        with django_assert_num_queries(1):
            assert PriceList.of(JUNE).in_currency("USD") == {lathe.key: Decimal(120)}
        lathe.active = False
        save_to_catalog(lathe, actor=SYSTEM)
        assert PriceList.of(JUNE).by_currency == {}
