from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, Price, ProductLine
from prm.core.actor import SYSTEM
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


def test_a_second_price_of_the_same_day_is_refused(world: World) -> None:
    with acting_as(SYSTEM):
        dollar = Currency.objects.company()
        set_price(world.product, Decimal(1), currency=dollar, since=SINCE, actor=SYSTEM)
        with pytest.raises(ValidationError, match="already a price from this day on"):
            set_price(world.product, Decimal(2), currency=dollar, since=SINCE, actor=SYSTEM)


def test_one_company_currency(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(ValidationError, match="already a company currency"):
        save_to_catalog(Currency(code="CHF", name="Swiss franc", is_company=True), actor=SYSTEM)
