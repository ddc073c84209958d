"""A database of the wanted size and a portal on it: real gunicorn, real Redis, the run-time role."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections
from psycopg2.extensions import connection as Connection
from psycopg2.sql import SQL, Identifier

from prm.core import roles
from prm.environment import CHECKOUT
from tests.bench import generate
from tests.database import fingerprint, owner_connection

MEASURED = "prm_bench_"
SOCKETS = settings.SOCKETS.replace("/", "%2F")


def environment(name: str, redis_address: str) -> dict[str, str]:
    """The demo's settings on the measured database, with pages that measure the limits."""
    return {
        "PATH": os.environ["PATH"],
        "PRM_DEMO": "true",
        "DATABASE_URL": f"postgres://prm_app@{SOCKETS}/{name}",
        "DATABASE_OWNER_URL": f"postgres://prm_owner@{SOCKETS}/{name}",
        "REDIS_URL": redis_address,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }


def prepare(size: int, redis_address: str) -> str:
    """The name of a database with the demo and `size` more opportunities; kept for the next run of the same schema."""
    name = f"{MEASURED}{size}_{_shape()}"
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as connection:
        names = _names(connection)
        if name in names:
            return name
        building = f"{MEASURED}{size}_building"
        with connection.cursor() as cursor:
            for outdated in (one for one in names if one.startswith(f"{MEASURED}{size}_")):
                cursor.execute(SQL("DROP DATABASE {}").format(Identifier(outdated)))
        roles.create_database(connection, building)
    _fill(building, size, redis_address)
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as connection, connection.cursor() as cursor:
        cursor.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(building), Identifier(name)))
    return name


def _fill(building: str, size: int, redis_address: str) -> None:
    with owner_connection(building) as connection:
        roles.furnish(connection)
    for command in (["migrate", "--verbosity", "0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        run = [sys.executable, "manage.py", *command]
        subprocess.run(run, cwd=CHECKOUT, env=environment(building, redis_address), check=True)
    began = time.monotonic()
    with closing(psycopg2.connect(settings.DATABASE_ADMIN_ADDRESS, dbname=building)) as connection:
        generate.fill(connection, size)
    print(f"{size:,} opportunities generated in {time.monotonic() - began:.0f} s")


def _names(connection: Connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{MEASURED}%"])
        return [name for (name,) in cursor.fetchall()]


def _shape() -> str:
    """Changes with the schema, the demo and the statements that write the measured book."""
    files = [CHECKOUT / "tests" / "bench" / "mass.py", *sorted((CHECKOUT / "prm" / "demo").glob("*.py"))]
    digest = hashlib.sha256(fingerprint().encode() + b"".join(file.read_bytes() for file in files))
    return digest.hexdigest()[:10]


@contextmanager
def processes(name: str, redis_address: str, folder: Path, port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Web (2 processes × 4 threads, as in production), one worker and the clock of what comes later."""
    web = ["gunicorn", "prm.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    commands = {
        "web": [*web, "--bind", f"127.0.0.1:{port}", "--log-level", "warning"],
        "worker": ["celery", "-A", "prm", "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "WARNING"],
        # Hands on what had to settle first, as the demo leaves some of it.
        "beat": ["celery", "-A", "prm", "beat", "--schedule", str(folder / "beat"), "--loglevel", "WARNING"],
    }
    running = {}
    for process, command in commands.items():
        with (folder / f"{process}.log").open("wb") as log:
            whole, variables = [sys.executable, "-m", *command], environment(name, redis_address)
            running[process] = subprocess.Popen(whole, cwd=CHECKOUT, env=variables, stdout=log, stderr=log)
    try:
        yield running
    finally:
        for started in running.values():
            started.terminate()
        for started in running.values():
            started.wait(timeout=20)


def connect_to(name: str) -> None:
    """This process reads the measured database as the run-time role, too."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
