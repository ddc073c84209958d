from __future__ import annotations

from assignment.public_holidays import country_code
from prm.demo.market import MARKETS
from prm.directory.countries import CountryField, countries


def test_each_is_a_country_of_its_own_with_its_holidays() -> None:
    codes = [country_code(name) for name in countries()]
    assert None not in codes
    assert len(set(codes)) == len(codes) > 240
    assert {"United States", "Isle of Man", "Côte d’Ivoire", "Curaçao"} - set(countries()) == {"Côte d’Ivoire"}


def test_those_of_the_demo_are_among_them() -> None:
    assert {area[0] for market in MARKETS for area in market.areas} <= set(countries())


def test_what_is_stored_is_offered_too() -> None:
    field = CountryField()
    field.offer("Deutschland")
    assert [field.clean(value) for value in ("", "Germany", "Deutschland")] == ["", "Germany", "Deutschland"]
