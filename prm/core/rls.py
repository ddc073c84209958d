"""The second lock: the only place that tells PostgreSQL for whom a transaction runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from prm.core.actor import Actor, Side

SETTINGS = ("role", "prm.organization", "prm.organizations")
# PostgreSQL tries every order of up to eight joined tables, policies included: 5 of 6 ms of an opportunity's page
# went into planning one row's nine joins. Django names tables from the root outwards, so the order it writes is good.
JOINS_REORDERED = 4
# Requests are short and many: what they read lies in memory, a second process or compiled code costs more to start
# than it saves.
PLANNED = {
    "join_collapse_limit": JOINS_REORDERED,
    "random_page_cost": 1.1,
    "max_parallel_workers_per_gather": 0,
    "jit": "off",
}
SET = (
    "SELECT set_config('role', %s, true), set_config('prm.organization', %s, true), "
    "set_config('prm.organizations', %s, true), "
    + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in PLANNED.items())
)
READ = (
    "SELECT current_setting('role'), coalesce(current_setting('prm.organization', true), ''), "
    "coalesce(current_setting('prm.organizations', true), '')"
)
DATABASE_ROLES = {Side.PARTNER: "prm_partner", Side.BRAND_OWNER: "prm_brand_owner", Side.SYSTEM: "prm_system"}
ADMINISTRATOR_ROLE = "prm_administrator"


def settings_for(actor: Actor, *, administering: bool = False) -> tuple[str, str, str]:
    """The three values that stand for an actor: database role, own organization, array of visible organizations."""
    role = ADMINISTRATOR_ROLE if administering else DATABASE_ROLES[actor.side]
    own = "" if actor.organization_id is None else str(actor.organization_id)
    return role, own, "{" + ",".join(map(str, actor.organizations)) + "}"


@contextmanager
def acting_as(actor: Actor, *, administering: bool = False) -> Iterator[None]:
    """Run the block with the database rights and row filters of `actor`.

    Opens a transaction where there is none. Inside one it sets the values until the block's end and then restores
    what stood there before, which is read and not assumed: a command's connection starts as another role.
    """
    values = settings_for(actor, administering=administering)
    if not connection.in_atomic_block:
        with transaction.atomic():
            _set(values)
            yield
        return
    former = _read()
    _set(values)
    try:
        yield
    finally:
        if not _broken():
            _set(former)


def _set(values: tuple[str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SET, values)


def _read() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row: tuple[str, str, str] = cursor.fetchone()
        return row


def _broken() -> bool:
    """Whether a rollback is certain: it restores the values by itself and no statement could run."""
    raw = connection.connection
    return connection.needs_rollback or raw is None or raw.info.transaction_status == TRANSACTION_STATUS_INERROR
