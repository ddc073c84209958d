"""Public holidays of a country and region, by the names that people type or their codes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from holidays import country_holidays
from holidays.registry import COUNTRIES

from prm.core.sorting import folded


@lru_cache(maxsize=1_000)
def public_holidays(country: str, region: str, year: int) -> frozenset[date]:
    """Days off by law. A country that nobody knows has none; an unknown region has those of its country."""
    code = country_code(country)
    if code is None:
        return frozenset()
    return frozenset(country_holidays(code, subdiv=_subdivision(code, region), years=year))


@lru_cache(maxsize=1_000)
def country_code(country: str) -> str | None:
    """`United States`, `us` and `USA` are US; None for what is no country."""
    return _codes().get(_letters(country))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found = {}
    for name, (_spelled, two, three, *_more) in COUNTRIES.items():
        found |= dict.fromkeys((_letters(name), _letters(two), _letters(three)), two)
    return found


def _subdivision(code: str, region: str) -> str | None:
    """The code of a region given by code or name, in the country's own language."""
    wanted = _letters(region)
    for subdivision, names in country_holidays(code).get_subdivision_aliases().items():
        if wanted and wanted in map(_letters, (subdivision, *names)):
            return str(subdivision)
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())
