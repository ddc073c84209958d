"""Pages as a browser gets them, each beside the same HTML made from prepared values."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from tests.bench.client import Client, median_ms, per_second, slow_ms
from tests.bench.row import Row

REP, ADMINISTRATOR, EXECUTIVE = "pat@cardinal.example", "ada@gantry.example", "eve@gantry.example"
PARTNER_MANAGER, CHANNEL_MANAGER = "largest@measured.example", "channel@measured.example"
MY, ALL = "/opportunities/", "/opportunities/all/"
AS_TYPED = {"HX-Request": "true", "HX-Target": "found"}
# Part of nearly every name and of few, two letters, a name that is nowhere.
TYPED = ("measured", "deal 12345", "customer 77", "ca", "seller 7.1", "zz", "harbor", "nothing of it")
REACH_LIST = "≤ limit + 6 ms"


def beside(work: str, client: Client, address: str, reach: str = "", times: int = 60) -> Row:
    """The page's median beside that of the same HTML for the same reader."""
    return Row(work, median_ms(client, address, times), "ms", median_ms(client, f"/limit{address}", times), reach)


def list_rows(rep: Client, eight: list[Client]) -> list[Row]:
    """The rep's own list, which has forty opportunities whatever the book holds."""
    slow, slow_limit = (slow_ms(rep, [address], {}, times=200) for address in (MY, f"/limit{MY}"))
    fast, fast_limit = (per_second(eight, address) for address in (MY, f"/limit{MY}"))
    return [
        beside("My Opportunities, rep with 40, 1 client", rep, MY, REACH_LIST, 200),
        Row("My Opportunities, rep with 40, 95th percentile", slow, "ms", slow_limit),
        Row("My Opportunities, rep with 40, 8 clients", fast, "requests/s", fast_limit, "≥ 150"),
        beside("My Opportunities, rep, by amount", rep, f"{MY}?stage=any&sort=-amount", REACH_LIST),
        beside("My Opportunities, rep, search by name and account", rep, f"{MY}?stage=any&search=re"),
    ]


def large_list_rows(readers: dict[str, Client]) -> list[Row]:
    """Lists that grow with the book."""
    found = []
    for who, address in (
        ("partner manager of 5 % of all", ALL),
        ("channel manager", MY),
        ("executive", ALL),
        ("administrator", ALL),
    ):
        title = "My Opportunities" if address == MY else "All"
        found.append(beside(f"{title}, {who}", readers[who], address, REACH_LIST))
    return found


def filter_rows(administrator: Client) -> list[Row]:
    """Everybody's list of an administrator, narrowed and ordered in each way."""
    found = []
    for work, query in (
        ("by amount", {"stage": "any", "sort": "-amount"}),
        ("by name", {"stage": "any", "sort": "name"}),
        ("closing this month", {"closes": "this_month"}),
        ("above 190,000", {"amount_from": "190000"}),
        ("idle", {"idle": "yes"}),
        ("search by account", {"search": "customer 77"}),
        ("search by a rare name", {"stage": "any", "search": "deal 12345"}),
        ("search for nothing", {"search": "nothing of it"}),
        ("board", {"view": "board"}),
    ):
        found.append(beside(f"All, administrator, {work}", administrator, f"{ALL}?{urlencode(query)}"))
    return found


def other_rows(readers: dict[str, Client]) -> list[Row]:
    """Home and the other lists."""
    found = [beside(f"Home, {who}", client, "/") for who, client in readers.items()]
    for work, who, address in (
        ("Accounts", "administrator", "/accounts/"),
        ("Accounts, search", "administrator", "/accounts/?search=customer+77"),
        ("Accounts of a partner", "partner manager of 5 % of all", "/accounts/"),
        ("Partners", "administrator", "/partners/"),
        ("People", "administrator", "/people/"),
        ("Runs", "administrator", "/assignment/runs/"),
    ):
        found.append(beside(work, readers[who], address))
    return found


def search_rows(readers: dict[str, Client]) -> list[Row]:
    """Over everything, as somebody types."""
    addresses = [f"/search/?{urlencode({'q': text})}" for text in TYPED]
    found = []
    for who, client in readers.items():
        slow, limit = (slow_ms(client, [prefix + one for one in addresses], AS_TYPED) for prefix in ("", "/limit"))
        found.append(Row(f"Global search, {who}, 95th percentile", slow, "ms", limit, "≤ 150 ms"))
    return found


def detail_rows(rep: Client) -> list[Row]:
    """An opportunity with its tabs."""
    found = re.search(r'href="(/opportunities/[a-z0-9]{10}/)"', rep.get(MY))
    assert found
    tabs = {"Sales Team": "", "Revenue": "revenue/", "History": "history/"}
    return [
        beside(f"Opportunity, {name}", rep, found.group(1) + tab, "≤ limit + 12 ms", 100) for name, tab in tabs.items()
    ]
