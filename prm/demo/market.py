"""Where the demo's companies are: territories with their areas and cities."""

from __future__ import annotations

from dataclasses import dataclass

from prm.directory.models import Territory, TerritoryArea


@dataclass(frozen=True, slots=True)
class City:
    """A place with the beginning of its postal codes."""

    name: str
    region: str
    postal: str
    country: str = "United States"


@dataclass(frozen=True, slots=True)
class Market:
    """A territory: areas as (country, region, first and last postal code), and how people there are called and paid."""

    name: str
    parent: str
    areas: tuple[tuple[str, str, str, str], ...]
    cities: tuple[City, ...]
    time_zone: str = "America/New_York"
    language: str = "english"
    currency: str = "USD"


def _states(*codes: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(("United States", code, "", "") for code in codes)


def _countries(*names: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((name, "", "", "") for name in names)


def _cities(country: str, *rows: tuple[str, str, str]) -> tuple[City, ...]:
    return tuple(City(name, region, postal, country) for name, region, postal in rows)


ABOVE = ("Americas", "Europe")
GREAT_LAKES, CHICAGO, SEABOARD, SUN_BELT = "Great Lakes", "Chicago Metro", "Atlantic Seaboard", "Sun Belt"
PACIFIC, CANADA, GERMAN, ISLES = "Pacific and Rockies", "Canada", "German-Speaking Europe", "British Isles"
BENELUX_FRANCE, NORDICS, JAPAN = "Benelux and France", "Nordics", "Japan"

MARKETS = (
    Market(
        GREAT_LAKES,
        "Americas",
        _states("OH", "MI", "IN", "IL", "WI", "MN"),
        (
            City("Columbus", "OH", "43215"),
            City("Cleveland", "OH", "44113"),
            City("Toledo", "OH", "43604"),
            City("Grand Rapids", "MI", "49503"),
            City("Fort Wayne", "IN", "46802"),
            City("Milwaukee", "WI", "53202"),
            City("Duluth", "MN", "55802"),
        ),
    ),
    Market(
        CHICAGO,
        GREAT_LAKES,
        (("United States", "IL", "60001", "60827"),),
        (City("Chicago", "IL", "60607"), City("Elk Grove Village", "IL", "60007"), City("Joliet", "IL", "60432")),
        "America/Chicago",
    ),
    Market(
        SEABOARD,
        "Americas",
        _states("NY", "NJ", "PA", "MA", "CT", "MD", "VA"),
        (
            City("Philadelphia", "PA", "19106"),
            City("Newark", "NJ", "07102"),
            City("Norfolk", "VA", "23510"),
            City("Worcester", "MA", "01608"),
            City("Albany", "NY", "12207"),
        ),
    ),
    Market(
        SUN_BELT,
        "Americas",
        _states("TX", "FL", "GA", "NC", "TN", "AZ"),
        (
            City("Dallas", "TX", "75202"),
            City("Houston", "TX", "77002"),
            City("Savannah", "GA", "31401"),
            City("Charlotte", "NC", "28202"),
            City("Memphis", "TN", "38103"),
        ),
        "America/Chicago",
    ),
    Market(
        PACIFIC,
        "Americas",
        _states("CA", "OR", "WA", "CO", "UT"),
        (
            City("Portland", "OR", "97209"),
            City("Oakland", "CA", "94607"),
            City("Tacoma", "WA", "98402"),
            City("Denver", "CO", "80202"),
            City("Ogden", "UT", "84401"),
        ),
        "America/Los_Angeles",
    ),
    Market(
        CANADA,
        "Americas",
        _countries("Canada"),
        _cities("Canada", ("Toronto", "ON", "M5V 2T6"), ("Montréal", "QC", "H3B 1A7"), ("Halifax", "NS", "B3J 1S9")),
        "America/Toronto",
    ),
    Market(
        GERMAN,
        "Europe",
        _countries("Germany", "Austria", "Switzerland"),
        _cities("Germany", ("Düsseldorf", "NW", "40213"), ("Hamburg", "HH", "20457"), ("Leipzig", "SN", "04109"))
        + _cities("Austria", ("Wien", "", "1010"), ("Linz", "", "4020")),
        "Europe/Berlin",
        "german",
        "EUR",
    ),
    Market(
        ISLES,
        "Europe",
        _countries("United Kingdom", "Ireland"),
        _cities(
            "United Kingdom", ("Birmingham", "", "B1 1BB"), ("Glasgow", "", "G1 1XQ"), ("Felixstowe", "", "IP11 2DX")
        )
        + _cities(
            "Ireland",
            ("Cork", "", "T12 W8YX"),
        ),
        "Europe/London",
        "english",
        "EUR",
    ),
    Market(
        BENELUX_FRANCE,
        "Europe",
        _countries("France", "Netherlands", "Belgium", "Luxembourg"),
        _cities("France", ("Lyon", "", "69002"), ("Lille", "", "59800"))
        + _cities("Netherlands", ("Utrecht", "", "3511 CE"))
        + _cities("Belgium", ("Antwerpen", "", "2000")),
        "Europe/Paris",
        "french",
        "EUR",
    ),
    Market(
        NORDICS,
        "Europe",
        _countries("Sweden", "Denmark", "Norway", "Finland"),
        _cities("Sweden", ("Göteborg", "", "411 03"), ("Norrköping", "", "602 21"))
        + _cities("Denmark", ("Aarhus", "", "8000")),
        "Europe/Stockholm",
        "nordic",
        "EUR",
    ),
    Market(
        JAPAN,
        "",
        _countries("Japan"),
        _cities("Japan", ("Osaka", "", "530-0001"), ("Nagoya", "", "450-0002"), ("Kobe", "", "650-0001")),
        "Asia/Tokyo",
        "japanese",
        "JPY",
    ),
)
BY_NAME = {market.name: market for market in MARKETS}


def enter_territories() -> dict[str, Territory]:
    """The tree of territories with what belongs to each, by name."""
    found: dict[str, Territory] = {}
    for name, parent in [(name, "") for name in ABOVE] + [(market.name, market.parent) for market in MARKETS]:
        found[name] = Territory(name=name, parent=found.get(parent))
        found[name].full_clean()
        found[name].save()
    for market in MARKETS:
        for country, region, first, last in market.areas:
            area = TerritoryArea(territory=found[market.name], country=country, region=region)
            area.postal_from, area.postal_to = first, last
            area.full_clean()
            area.save()
    return found
