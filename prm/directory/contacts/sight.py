"""Who sees the contacts of restricted opportunities. Opportunities lie above the directory and register here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from prm.core.actor import Actor
from prm.core.visibility import NOTHING, among

Reader = Callable[[Actor], "QuerySet[Any, Any]"]

_readers: list[Reader] = []


def shows_restricted(reader: Reader) -> Reader:
    """Register the function that selects the ids of contacts on restricted opportunities that the actor sees."""
    _readers[:] = [reader]
    return reader


def known_beyond_its_company(actor: Actor) -> Q:
    """Contacts on an unrestricted opportunity, and those on a restricted one that the actor sees."""
    restricted = among("id", _readers[0](actor)) if _readers else NOTHING
    return Q(shared=True) | (Q(shared=None) & restricted)
