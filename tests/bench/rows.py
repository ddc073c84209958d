"""What is measured, each beside the least it could cost."""

from __future__ import annotations

import re
import subprocess
import time
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from urllib.parse import urlencode

import psutil
from django.db import connection

from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.bench.client import Client, median_ms, per_second, slow_ms

REP, MANAGER, ADMINISTRATOR = "pat@cardinal.example", "bea@gantry.example", "ada@gantry.example"
LIST, ALL, LIMIT = "/opportunities/", "/opportunities/all/", "/limit/list/"
HOME_LIMIT, SEARCH_LIMIT = "/limit/home/", "/limit/search/"
AS_TYPED = {"HX-Request": "true", "HX-Target": "found"}
# Part of nearly every name and of few, two letters, a name that is nowhere.
TYPED = ("measured", "deal 12345", "customer 77", "ca", "seller 7.1", "zz", "harbor", "nothing of it")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the figure, the limit measured in the same run, and what is to be reached."""

    work: str
    figure: float
    unit: str
    limit: float | None = None
    to_reach: str = ""


def all_rows(port: int, running: dict[str, subprocess.Popen[bytes]]) -> list[Row]:
    """Measure one after the other; nothing runs beside the measured work but what serves it."""
    rep, manager = Client(port, REP), Client(port, MANAGER)
    administrator = Client(port, ADMINISTRATOR)
    found = [*list_rows(port, rep, manager), *all_lists_rows(administrator)]
    found += [*home_rows(rep, manager, administrator), *search_rows(rep, manager, administrator)]
    found += [*detail_rows(rep), *entering_rows(rep)]
    return [*found, *visible_rows(rep), *memory_rows(running)]


def list_rows(port: int, rep: Client, manager: Client) -> list[Row]:
    limit = median_ms(rep, LIMIT)
    eight = [Client(port, REP) for _ in range(8)]
    reach = "≤ limit + 6 ms"
    return [
        Row("My Opportunities, partner rep, 1 client", median_ms(rep, LIST), "ms", limit, reach),
        Row("My Opportunities, channel manager, 1 client", median_ms(manager, LIST), "ms", limit, reach),
        Row("My Opportunities, 8 clients", per_second(eight, LIST), "requests/s", per_second(eight, LIMIT), "≥ 150"),
        Row("My Opportunities by amount", median_ms(rep, f"{LIST}?stage=any&sort=-amount"), "ms", limit, reach),
        Row("Search by name and account", median_ms(rep, f"{LIST}?stage=any&search=re"), "ms", limit, ""),
    ]


def all_lists_rows(administrator: Client) -> list[Row]:
    """Lists over the whole book."""
    limit = median_ms(administrator, LIMIT)
    addresses = {
        "All opportunities, administrator": ALL,
        "All opportunities by amount": f"{ALL}?stage=any&sort=-amount",
        "All opportunities, search by account": f"{ALL}?search=customer+77",
        "All opportunities, board": f"{ALL}?view=board",
    }
    return [Row(work, median_ms(administrator, address, 100), "ms", limit) for work, address in addresses.items()]


def home_rows(rep: Client, manager: Client, administrator: Client) -> list[Row]:
    limit = median_ms(rep, HOME_LIMIT)
    readers = {"partner rep": rep, "channel manager": manager, "administrator": administrator}
    return [Row(f"Home, {role}", median_ms(client, "/", 100), "ms", limit) for role, client in readers.items()]


def search_rows(rep: Client, manager: Client, administrator: Client) -> list[Row]:
    """Over everything, as somebody types."""
    limit = slow_ms(rep, [SEARCH_LIMIT], {})
    addresses = [f"/search/?{urlencode({'q': text})}" for text in TYPED]
    readers = {"partner rep": rep, "channel manager": manager, "administrator": administrator}
    return [
        Row(f"Search, {role}, 95th percentile", slow_ms(client, addresses, AS_TYPED), "ms", limit, "≤ 150 ms")
        for role, client in readers.items()
    ]


def detail_rows(rep: Client) -> list[Row]:
    found = re.search(r'href="(/opportunities/[a-z0-9]{10}/)"', rep.get(LIST))
    assert found
    limit = median_ms(rep, LIMIT)
    return [
        Row("Opportunity, Sales Team", median_ms(rep, found.group(1)), "ms", limit, "≤ limit + 12 ms"),
        Row("Opportunity, History", median_ms(rep, f"{found.group(1)}history/"), "ms", limit, "≤ limit + 12 ms"),
    ]


def entering_rows(rep: Client, times: int = 40) -> list[Row]:
    page = rep.get("/opportunities/new/")
    taken = []
    for number in range(times):
        began = time.perf_counter()
        rep.post("/opportunities/new/", filled(page, f"Measured entry {number}"))
        taken.append((time.perf_counter() - began) * 1000)
    reach = "≤ limit + 25 ms"
    return [Row("Enter an opportunity (POST)", median(taken), "ms", bare_inserts(times), reach)]


def filled(page: str, name: str) -> dict[str, str]:
    """The form as somebody fills it in."""
    product = re.search(r'<option value="(\w{10})" data-price="([\d.]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert product
    assert token
    account = f"{uuid.uuid4().hex} Works"
    return {
        "csrfmiddlewaretoken": token.group(1),
        "entry_key": str(uuid.uuid4()),
        "name": name,
        "account": account,
        "source": "web",
        "type": "new",
        "currency": "USD",
        "close_date": (date.today() + timedelta(days=30)).isoformat(),
        "account_is_new": account,
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-product": product.group(1),
        "lines-0-quantity": "2",
        "lines-0-unit_price": product.group(2),
    }


def bare_inserts(times: int) -> float:
    """Median milliseconds for the same rows by INSERT … SELECT of an entered one, one transaction each."""
    taken = []
    tables = ("member", "memberperiod", "revenueline", "opportunitystate", "opportunityhistory")
    with acting_as(SYSTEM):
        source = Opportunity.objects.filter(name__startswith="Measured entry").latest("pk").pk
    for _ in range(times):
        began = time.perf_counter()
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(copy_of("opportunities_opportunity", "id", "key", "entry_key") + " RETURNING id", [source])
            new = cursor.fetchone()[0]
            for table in tables:
                cursor.execute(child_copy(f"opportunities_{table}"), [new, source])
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def columns(table: str, *without: str) -> str:
    names = [column.name for column in connection.introspection.get_table_description(connection.cursor(), table)]
    return ", ".join(f'"{name}"' for name in names if name not in without)


def copy_of(table: str, *without: str) -> str:
    kept = columns(table, *without)
    return f"INSERT INTO {table} ({kept}) SELECT {kept} FROM {table} WHERE id = %s"


def child_copy(table: str) -> str:
    kept = columns(table, "id", "key", "opportunity_id")
    return f"INSERT INTO {table} (opportunity_id, {kept}) SELECT %s, {kept} FROM {table} WHERE opportunity_id = %s"


def visible_rows(rep: Client, times: int = 40) -> list[Row]:
    """From the answer to the form until the team is there for everybody, at a steady pace."""
    page, taken = rep.get("/opportunities/new/"), []
    for number in range(times):
        key = rep.post("/opportunities/new/", filled(page, f"Visible {number}")).rstrip("/").rpartition("/")[2]
        began = time.perf_counter()
        while time.perf_counter() - began < 10:
            with acting_as(SYSTEM):
                if Member.objects.filter(opportunity__key=key, how=Member.How.RULE).exists():
                    break
            time.sleep(0.002)
        taken.append((time.perf_counter() - began) * 1000)
    slow = sorted(taken)[int(len(taken) * 0.95)]
    return [
        Row("Create → team visible, median", median(taken), "ms", None, "≤ 150"),
        Row("Create → team visible, 95th percentile", slow, "ms", None, "≤ 500"),
    ]


def memory_rows(running: dict[str, subprocess.Popen[bytes]]) -> list[Row]:
    """The largest process of each kind."""
    found = []
    for kind, process in running.items():
        parent = psutil.Process(process.pid)
        largest = max(one.memory_info().rss for one in [parent, *parent.children(recursive=True)])
        found.append(Row(f"Memory of the largest {kind} process", largest / MEGABYTE, "MB", None, "≤ 150"))
    return found
