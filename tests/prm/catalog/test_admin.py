from __future__ import annotations

from decimal import Decimal

from prm.catalog.models import Currency, ExchangeRate, Price, Product, ProductCost, ProductLine
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.administration import errors_in, fields_of, page, rows, save
from tests.cast import World


def test_product_with_prices(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(ProductLine, "add"), name="Lifts").status_code == 302
    with acting_as(SYSTEM):
        line = ProductLine.objects.get(name="Lifts")
    prices = rows(
        {"currency": "USD", "amount": "1250.50", "valid_from": "2026-01-01"},
        {"currency": "USD", "amount": "1300", "valid_from": "2026-07-01"},
    )
    assert save(client, page(Product, "add"), name="Scissor lift", line=line.pk, prices=prices).status_code == 302
    with acting_as(SYSTEM):
        amounts = (
            Price.objects.filter(product__name="Scissor lift").order_by("valid_from").values_list("amount", flat=True)
        )
        assert list(amounts) == [Decimal("1250.5"), Decimal(1300)]


def test_price_is_changed_and_removed(world: World) -> None:
    client, address = world.client("ada"), page(Product, "change", world.product.pk)
    assert save(client, address, **{"prices-0-amount": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert world.product.prices.get().amount == 1
    assert save(client, address, **{"prices-0-DELETE": "on"}).status_code == 302
    with acting_as(SYSTEM):
        assert not world.product.prices.exists()


def test_product_is_taken_off_the_list(world: World) -> None:
    assert save(world.client("ada"), page(Product, "change", world.product.pk), active=None).status_code == 302
    with acting_as(SYSTEM):
        assert world.product not in Product.objects.sold()


def test_currency_with_rates(world: World) -> None:
    client = world.client("ada")
    dated = rows({"day": "2026-01-01", "rate": "1.1"}, {"day": "2026-02-01", "rate": "1.2"})
    assert "is_company" not in fields_of(client.get(page(Currency, "add")))
    response = save(
        client, page(Currency, "add"), code="chf", name="Swiss franc", decimals="2", active="on", rates=dated
    )
    assert response.status_code == 302
    with acting_as(SYSTEM):
        franc = Currency.objects.get(code="CHF")
        assert (franc.is_company, franc.rates.count()) == (False, 2)
    assert not {"code", "decimals"} & set(fields_of(client.get(page(Currency, "change", "CHF"))))


def test_company_currency_has_no_rates_and_is_not_deleted(world: World) -> None:
    client = world.client("ada")
    assert "rates-TOTAL_FORMS" not in fields_of(client.get(page(Currency, "change", "USD")))
    assert client.get(page(Currency, "delete", "USD")).status_code == 403


def test_line_in_use_is_not_deleted(world: World) -> None:
    client = world.client("ada")
    client.post(page(ProductLine, "delete", world.product.line_id), {"post": "yes"})
    with acting_as(SYSTEM):
        assert ProductLine.objects.exists()


def test_cost_is_kept_apart_from_the_product(world: World) -> None:
    client, address = world.client("ada"), page(Product, "change", world.product.pk)
    assert save(client, address, **{"cost-0-amount": "12.5"}).status_code == 302
    with acting_as(SYSTEM):
        assert ProductCost.objects.get(product=world.product).amount == Decimal("12.5")
    assert "12.5" in client.get(page(Product, "changelist")).content.decode()
    assert "cost-0-amount" in errors_in(save(client, address, **{"cost-0-amount": "-1"}))


def test_corrected_rate_says_what_follows(world: World) -> None:
    client, address = world.client("ada"), page(Currency, "change", "EUR")
    html = client.post(address, fields_of(client.get(address)) | {"rates-0-rate": "1.25"}, follow=True).content.decode()
    assert "computed anew in a moment" in html
    with acting_as(SYSTEM):
        assert ExchangeRate.objects.get(currency_id="EUR").rate == Decimal("1.25")
        assert OutboxEvent.objects.get(event="RateCorrected").payload["former"] == "1.10000000"


def test_list_of_currencies_refuses_to_delete_the_companys_own(world: World) -> None:
    chosen = {"action": "delete_selected", "_selected_action": ["USD", "EUR"], "post": "yes"}
    html = world.client("ada").post(page(Currency, "changelist"), chosen, follow=True).content.decode()
    assert "USD, the company currency" in html
    with acting_as(SYSTEM):
        assert Currency.objects.count() == 2
