from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.db.models import ProtectedError

from prm.catalog.actions import remove_from_catalog, save_to_catalog, set_price
from prm.catalog.models import Currency, ExchangeRate, Price, ProductCost, ProductLine
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.cast import World

pytestmark = pytest.mark.django_db
SINCE = date(2026, 7, 1)


def test_administrators_keep_the_catalog(world: World) -> None:
    ada = world.actor("ada")
    with acting_as(ada, administering=True):
        save_to_catalog(ProductLine(name="Davit"), actor=ada)
        dollar = Currency.objects.company()
        set_price(world.product, Decimal("7900.50"), currency=dollar, since=SINCE, actor=ada)
        assert Price.objects.get(product=world.product, valid_from=SINCE).amount == Decimal("7900.50")


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat"])
def test_others_do_not(name: str, world: World) -> None:
    with pytest.raises(PermissionDenied):
        save_to_catalog(ProductLine(name="Davit"), actor=world.actor(name))
    with pytest.raises(PermissionDenied):
        remove_from_catalog(ProductLine(name="Davit"), actor=world.actor(name))


def test_a_second_price_of_the_same_day_is_refused(world: World) -> None:
    with acting_as(SYSTEM):
        dollar = Currency.objects.company()
        set_price(world.product, Decimal(1), currency=dollar, since=SINCE, actor=SYSTEM)
        with pytest.raises(ValidationError, match="already a price from this day on"):
            set_price(world.product, Decimal(2), currency=dollar, since=SINCE, actor=SYSTEM)


def test_one_company_currency(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(ValidationError, match="already a company currency"):
        save_to_catalog(Currency(code="CHF", name="Swiss franc", is_company=True), actor=SYSTEM)


def told() -> list[tuple[str, str, str]]:
    """Corrections that were told and not followed up yet: former rate, from, until."""
    rows = OutboxEvent.objects.filter(event="RateCorrected").order_by("pk")
    return [(row.payload["former"][:4], row.payload["since"], row.payload["until"]) for row in rows]


def test_corrections_of_rates_are_told_and_first_rates_are_not(world: World) -> None:
    with acting_as(SYSTEM):
        first = ExchangeRate.objects.get(currency_id="EUR")
        save_to_catalog(first, actor=SYSTEM)
        save_to_catalog(Currency(code="CHF", name="Swiss franc"), actor=SYSTEM)
        save_to_catalog(ExchangeRate(currency_id="CHF", day=SINCE, rate=Decimal("1.05")), actor=SYSTEM)
        assert told() == []
        second = save_to_catalog(ExchangeRate(currency_id="EUR", day=SINCE, rate=Decimal("1.2")), actor=SYSTEM)
        first.rate = Decimal("1.15")
        save_to_catalog(first, actor=SYSTEM)
        second.day = date(2026, 8, 1)
        save_to_catalog(second, actor=SYSTEM)
        remove_from_catalog(second, actor=SYSTEM)
        day = first.day.isoformat()
        assert told() == [
            ("1.10", "2026-07-01", ""),
            ("1.10", day, "2026-07-01"),
            ("1.20", "2026-07-01", "2026-08-01"),
            ("1.20", "2026-08-01", ""),
        ]


def test_company_currency_and_what_is_in_use_stay(world: World) -> None:
    with acting_as(SYSTEM):
        with pytest.raises(ValidationError, match="it stays"):
            remove_from_catalog(Currency.objects.company(), actor=SYSTEM)
        with pytest.raises(ProtectedError):
            remove_from_catalog(world.product.line, actor=SYSTEM)


def test_partner_cannot_read_costs(world: World) -> None:
    with acting_as(SYSTEM):
        assert ProductCost.objects.filter(product=world.product).exists()
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(world.actor("pam")), refused, transaction.atomic():
        ProductCost.objects.count()
    with acting_as(world.actor("bea")):
        assert ProductCost.objects.exists()
