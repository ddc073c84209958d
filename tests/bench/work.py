"""What is written: by form, by the worker, by an import; and what leaves as a file."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.db import connection, models, transaction

from assignment.actions import Asked, assign
from assignment.models import AssignmentRun
from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import Entry, LineEntry
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory, OpportunityState, RevenueLine
from prm.catalog.models import Product
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.models import Account, Person
from tests.bench.client import Client
from tests.bench.row import Row

Model = type[models.Model]
Chunks = Sequence[Callable[[], object]]
CHUNK, AT_ONCE = 500, 2_000
ENTERED = (Opportunity, Member, MemberPeriod, RevenueLine, OpportunityState, OpportunityHistory, OutboxEvent)
ASSIGNED = (AssignmentRun, Member, MemberPeriod, OpportunityHistory, OutboxEvent)


def batch_rows() -> list[Row]:
    """What commands write, beside the same rows by `bulk_create` in chunks of the same size; nothing stays."""
    wait_for_the_worker()
    return [
        Row("Import through the verb", *beside_bare(import_rows, ENTERED), "≥ 1,000, ≥ 40 % of limit"),
        Row("Batch assignment with its writes", *beside_bare(assign_rows, ASSIGNED), "≥ 800, ≥ 50 % of limit"),
    ]


def wait_for_the_worker() -> None:
    """Until nothing is written by anybody else."""
    for _ in range(600):
        with acting_as(SYSTEM):
            if not OutboxEvent.objects.filter(state=OutboxEvent.State.NEW).exists():
                return
        time.sleep(0.1)
    raise TimeoutError("the worker is still busy after a minute")


def beside_bare(
    prepare: Callable[[], Sequence[Callable[[], object]]], tables: Sequence[Model]
) -> tuple[float, str, float]:
    """Opportunities per second of the chunks that `prepare` returns, and of the bare rows that they left."""
    with acting_as(SYSTEM), transaction.atomic():
        chunks = prepare()
        highest = {table: table._default_manager.aggregate(id=models.Max("pk"))["id"] or 0 for table in tables}
        mark = transaction.savepoint()
        taken = timed(chunks)
        rows = {table: list(table._default_manager.filter(pk__gt=id_)) for table, id_ in highest.items()}
        transaction.savepoint_rollback(mark)
        bare = timed([bare_chunk(rows, number, len(chunks)) for number in range(len(chunks))])
        # Nothing that a measurement wrote stays.
        transaction.set_rollback(True)
    return AT_ONCE / taken, "opportunities/s", AT_ONCE / bare


def timed(chunks: Chunks) -> float:
    """Seconds for all of them."""
    began = time.perf_counter()
    for chunk in chunks:
        chunk()
    return time.perf_counter() - began


def bare_chunk(rows: dict[Model, list[models.Model]], number: int, of: int) -> Callable[[], None]:
    """One part of every table's rows."""

    def write() -> None:
        for table, found in rows.items():
            size = -(-len(found) // of)
            table._default_manager.bulk_create(found[number * size : (number + 1) * size])

    return write


def import_rows() -> Chunks:
    """Chunks of deals of the measured partners, their customers known."""
    seller = Person.objects.filter(name="Seller 0.1").get()
    product = Product.objects.earliest("pk")
    accounts = list(Account.objects.order_by("pk").values_list("pk", flat=True)[:200])
    entries = [
        Entry(
            name=f"Imported {number}",
            partner_id=seller.organization_id,
            person_id=seller.pk,
            account=accounts[number % len(accounts)],
            currency="USD",
            lines=(LineEntry(product.pk, Decimal(2), Decimal(100)),),
            close_date=date.today() + timedelta(days=30),
            external_id=f"imported-{number}",
        )
        for number in range(AT_ONCE)
    ]
    parts = [entries[start : start + CHUNK] for start in range(0, AT_ONCE, CHUNK)]
    return [lambda part=part: enter_opportunities(part, actor=SYSTEM) for part in parts]


def assign_rows() -> Chunks:
    """Chunks of deals just imported, which nobody of the brand owner looks after yet."""
    before = Opportunity.objects.aggregate(id=models.Max("pk"))["id"]
    timed(import_rows())
    ids = list(Opportunity.objects.filter(pk__gt=before).order_by("pk").values_list("pk", flat=True))
    parts = [ids[start : start + 200] for start in range(0, AT_ONCE, 200)]
    return [lambda part=part: assign([Asked(one, quiet=True) for one in part]) for part in parts]


def export_row(administrator: Client) -> Row:
    """The whole book as CSV, streamed."""
    began = time.perf_counter()
    lines = administrator.get("/opportunities/export/all/csv/?stage=any").count("\n") - 1
    return Row("Export as CSV", lines / (time.perf_counter() - began), "rows/s")


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
