from datetime import date
from decimal import Decimal
from inspect import isabstract

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.catalog.conversion import Converter, NoRate, NotConvertible, TooMuch
from prm.catalog.models import Currency, ExchangeRate
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def converter() -> Converter:
    company = Currency(code="USD", decimals=2, is_company=True)
    rates = {
        "EUR": [(MARCH, Decimal("1.10")), (APRIL, Decimal("1.25"))],
        "JPY": [(MARCH, Decimal("0.0066"))],
    }
    return Converter(company=company, decimals={"USD": 2, "EUR": 2, "JPY": 0}, rates=rates)


@pytest.mark.parametrize(
    ("amount", "currency", "day", "company"),
    [
        ("100", "USD", MARCH, "100.00"),
        ("100", "EUR", MARCH, "110.00"),
        ("100", "EUR", date(2026, 3, 31), "110.00"),
        ("100", "EUR", APRIL, "125.00"),
        ("100", "EUR", date(2030, 1, 1), "125.00"),
        ("12345", "JPY", MARCH, "81.48"),
        ("0", "EUR", MARCH, "0.00"),
    ],
)
def test_the_rate_of_the_day(converter: Converter, amount: str, currency: str, day: date, company: str) -> None:
    assert converter.to_company(Decimal(amount), currency, day) == Decimal(company)


@pytest.mark.parametrize(("amount", "company"), [("0.5", "0.62"), ("0.1", "0.12"), ("0.3", "0.38")])
def test_halves_go_to_the_even_cent(converter: Converter, amount: str, company: str) -> None:
    """0.625, 0.125 and 0.375 lie half-way."""
    assert converter.to_company(Decimal(amount), "EUR", APRIL) == Decimal(company)


@pytest.mark.parametrize(("currency", "day"), [("EUR", date(2026, 2, 28)), ("GBP", APRIL)])
def test_without_a_rate_it_says_which(converter: Converter, currency: str, day: date) -> None:
    with pytest.raises(NoRate, match=f"{currency} on or before {day}") as refused:
        converter.to_company(Decimal(1), currency, day)
    assert (refused.value.currency, refused.value.day) == (currency, day)


@pytest.mark.django_db
def test_rates_are_read_in_the_order_of_their_days(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM):
        Currency.objects.create(code="USD", name="US dollar", is_company=True)
        Currency.objects.create(code="KWD", name="Kuwaiti dinar", decimals=3)
        for day, rate in ((APRIL, "3.25"), (MARCH, "3.20")):
            ExchangeRate.objects.create(currency_id="KWD", day=day, rate=Decimal(rate))
        with django_assert_num_queries(2):
            converter = Converter.load()
    assert converter.to_company(Decimal("1.005"), "KWD", MARCH) == Decimal("3.22")
    assert converter.to_company(Decimal(1), "KWD", APRIL) == Decimal("3.25")
    assert converter.decimals == {"USD": 2, "KWD": 3}


@pytest.mark.django_db
def test_without_a_company_currency_nothing_is_converted() -> None:
    with acting_as(SYSTEM), pytest.raises(Currency.DoesNotExist):
        Converter.load()


def test_what_is_refused_is_told_in_words(converter: Converter) -> None:
    converter.rates["GBP"] = [(MARCH, Decimal(1000))]
    assert converter.to_company(Decimal("99999999999"), "GBP", MARCH) == Decimal("99999999999000")
    with pytest.raises(TooMuch) as refused:
        converter.to_company(Decimal("100000000000"), "GBP", MARCH)
    assert refused.value.in_words() == (
        "In the company currency this is more than 14 digits. Check the amounts and the currency."
    )
    with pytest.raises(NoRate) as missing:
        converter.to_company(Decimal(1), "EUR", date(2026, 2, 28))
    assert missing.value.in_words() == (
        "There is no exchange rate of EUR for Feb 28, 2026. Choose another currency or ask an administrator to add it."
    )


def test_every_refusal_has_words_of_its_own() -> None:
    assert isabstract(NotConvertible)
    assert not [kind for kind in NotConvertible.__subclasses__() if isabstract(kind)]
