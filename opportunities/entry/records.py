"""What it takes to enter an opportunity, from a form, an import or the demo."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A customer to add to the book with the opportunity."""

    name: str
    country: str = ""
    region: str = ""
    city: str = ""
    postal_code: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class NewContact:
    """Somebody at the customer, added with the opportunity."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A product of interest. `unit_price` in the opportunity's currency, `discount` in percent."""

    product_id: int
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """What the partner asks the brand owner for."""

    kind: str
    what: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PassedStage:
    """A stage that a deal of the past was in, by its code, from a day on."""

    stage: str
    since: date


@dataclass(frozen=True, slots=True)
class Entry:
    """An opportunity to enter.

    `partner_id` and `person_id` come from who enters it; only the system names others. Dates left out are today.
    `amount` is typed and counts only where there are no lines. `passed` are the stages before the present one, oldest
    first.
    """

    name: str
    partner_id: int
    person_id: int
    close_date: date
    currency: str
    account: int | NewAccount | None = None
    contact: int | NewContact | None = None
    source: str = ""
    type: str = "new"
    stage: str = ""
    lines: tuple[LineEntry, ...] = ()
    amount: Decimal | None = None
    help: tuple[HelpEntry, ...] = ()
    people: tuple[int, ...] = ()
    next_step: str = ""
    description: str = ""
    competitor: str = ""
    loss_reason: str = ""
    restricted: bool = False
    entered_on: date | None = None
    stage_since: date | None = None
    passed: tuple[PassedStage, ...] = ()
    closed_on: date | None = None
    external_id: str = ""
    entry_key: uuid.UUID | None = field(default=None)
