"""Public holidays by country and region, as people spell them."""

from __future__ import annotations

from datetime import date

import pytest

from assignment.public_holidays import country_code, public_holidays

CORPUS_CHRISTI = date(2026, 6, 4)


@pytest.mark.parametrize("country", ["Germany", "germany", " GERMANY ", "DE", "deu"])
@pytest.mark.parametrize("region", ["BY", "by", "Bayern", "bayern "])
def test_names_and_codes_are_known(country: str, region: str) -> None:
    assert CORPUS_CHRISTI in public_holidays(country, region, 2026)


@pytest.mark.parametrize("region", ["", "Nowhere", "HH"])
def test_an_unknown_region_has_the_days_of_its_country(region: str) -> None:
    days = public_holidays("Germany", region, 2026)
    assert date(2026, 10, 3) in days
    assert CORPUS_CHRISTI not in days


@pytest.mark.parametrize("country", ["", "Atlantis", "🙂", "x" * 10_000])
def test_an_unknown_country_has_none(country: str) -> None:
    assert public_holidays(country, "", 2026) == frozenset()


@pytest.mark.parametrize(
    ("country", "code"), [("United States", "US"), ("USA", "US"), ("France", "FR"), ("Japan", "JP"), ("Sweden", "SE")]
)
def test_countries_of_the_book(country: str, code: str) -> None:
    assert country_code(country) == code


def test_years_differ() -> None:
    assert date(2027, 1, 1) not in public_holidays("US", "", 2026)
    assert date(2027, 1, 1) in public_holidays("US", "", 2027)
