"""What a reader may know of the business with an account. Opportunities lie above the directory and register here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prm.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Business:
    """Open opportunities that the reader may see, and what they are worth in the company currency."""

    open_count: int
    open_amount: Decimal
    currency: str


Reader = Callable[[Sequence[int], Actor], Mapping[int, Business]]

_readers: list[Reader] = []


def tells_business(reader: Reader) -> Reader:
    """Register the function that tells the business by account id; accounts without any may be left out."""
    _readers[:] = [reader]
    return reader


def business_of(account_ids: Sequence[int], actor: Actor) -> Mapping[int, Business]:
    """The business with each account, as far as the actor may see it; nothing where nobody tells."""
    return _readers[0](account_ids, actor) if _readers and account_ids else {}
