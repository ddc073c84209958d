"""What Gantry sells, and the currencies of its price list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, ExchangeRate, Product, ProductCost, ProductLine
from prm.core.actor import SYSTEM

MAST, TROLLEY, GIRDER, OUTRIGGER, HOIST, RIGGING = "Mast", "Trolley", "Girder", "Outrigger", "Hoist", "Rigging"


@dataclass(frozen=True, slots=True)
class Offer:
    """A product: list price in USD, its cost, and between which quantities a deal has it."""

    name: str
    line: str
    price: int
    cost: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer in the catalog, with its list price by currency."""

    offer: Offer
    product_id: int
    prices: dict[str, Decimal]


OFFERS = (
    Offer("Mast 100", MAST, 3_900, 2_450, 2, 12),
    Offer("Mast 200", MAST, 7_400, 4_600, 1, 10),
    Offer("Mast 400", MAST, 14_800, 9_100, 1, 6),
    Offer("Mast 400 Rugged", MAST, 18_600, 11_700, 1, 5),
    Offer("Trolley Scan", TROLLEY, 690, 410, 10, 120),
    Offer("Trolley Tab 8", TROLLEY, 980, 590, 8, 90),
    Offer("Trolley Tab 12", TROLLEY, 1_480, 910, 6, 60),
    Offer("Trolley Forklift Mount", TROLLEY, 240, 120, 6, 60),
    Offer("Girder 24", GIRDER, 9_200, 5_800, 1, 6),
    Offer("Girder 48", GIRDER, 16_900, 10_600, 1, 4),
    Offer("Girder Archive", GIRDER, 31_500, 19_200, 1, 2),
    Offer("Outrigger Switch 24", OUTRIGGER, 2_150, 1_300, 2, 24),
    Offer("Outrigger Switch 48", OUTRIGGER, 3_640, 2_200, 2, 16),
    Offer("Outrigger Wireless", OUTRIGGER, 620, 340, 8, 100),
    Offer("Hoist Yard, per site", HOIST, 12_000, 1_900, 1, 6),
    Offer("Hoist Dock, per door", HOIST, 850, 130, 8, 80),
    Offer("Hoist Insight, per user", HOIST, 390, 60, 10, 150),
    Offer("Rigging Installation Day", RIGGING, 1_650, 1_100, 2, 20),
    Offer("Rigging Care Plan, per year", RIGGING, 2_400, 1_200, 1, 12),
)
# Worth in US dollars about which the rates move, and what one dollar on the price list becomes.
FOREIGN = {
    "EUR": ("Euro", 2, Decimal("1.09"), Decimal("0.95"), 10),
    "JPY": ("Japanese yen", 0, Decimal("0.00672"), Decimal(155), 1000),
}
MONTHS_OF_RATES = 24


def enter_currencies(random: Random, today: date) -> dict[str, Currency]:
    """US dollars for the company, euro and yen with a rate from each month on."""
    found = {"USD": save_to_catalog(Currency(code="USD", name="US dollar", is_company=True), actor=SYSTEM)}
    for code, (name, decimals, worth, _factor, _step) in FOREIGN.items():
        found[code] = save_to_catalog(Currency(code=code, name=name, decimals=decimals), actor=SYSTEM)
        for day in _months(today):
            rate = (worth * Decimal(f"{1 + random.uniform(-0.035, 0.035):.4f}")).quantize(Decimal("0.000001"))
            save_to_catalog(ExchangeRate(currency=found[code], day=day, rate=rate), actor=SYSTEM)
    return found


def enter_products(currencies: dict[str, Currency], since: date, offers: tuple[Offer, ...] = OFFERS) -> list[Listed]:
    """Product lines, products and list prices in every currency."""
    lines = {name: ProductLine(name=name) for name in dict.fromkeys(offer.line for offer in offers)}
    for line in lines.values():
        save_to_catalog(line, actor=SYSTEM)
    found = []
    for offer in offers:
        product = save_to_catalog(Product(name=offer.name, line=lines[offer.line]), actor=SYSTEM)
        save_to_catalog(ProductCost(product=product, amount=Decimal(offer.cost)), actor=SYSTEM)
        prices = {code: _price(offer, code) for code in currencies}
        for code, amount in prices.items():
            set_price(product, amount, currency=currencies[code], since=since, actor=SYSTEM)
        found.append(Listed(offer, product.pk, prices))
    return found


def _price(offer: Offer, code: str) -> Decimal:
    """Rounded up to a step that looks like a price."""
    if code not in FOREIGN:
        return Decimal(offer.price)
    _name, _decimals, _worth, factor, step = FOREIGN[code]
    return (offer.price * factor / step).to_integral_value(rounding="ROUND_CEILING") * step


def _months(today: date) -> list[date]:
    """The first days of the last months, oldest first."""
    day, found = today.replace(day=1), []
    for _ in range(MONTHS_OF_RATES):
        found.append(day)
        day = (day - timedelta(days=1)).replace(day=1)
    return found[::-1]
