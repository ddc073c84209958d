"""A database of the wanted size and a portal on it: real gunicorn, real Redis, the run-time role."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections

from prm.core import roles
from prm.environment import CHECKOUT
from tests.bench import generate
from tests.database import owner_connection

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
    """The name of a database with the demo and `size` more opportunities; made once and kept for the next run."""
    name = f"prm_bench_{size}"
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
    building = f"{name}_building"
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as connection:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {building}")
        roles.create_database(connection, building)
    with owner_connection(building) as connection:
        roles.furnish(connection)
    for command in (["migrate", "--verbosity", "0"], ["load_demo"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        run = [sys.executable, "manage.py", *command]
        subprocess.run(run, cwd=CHECKOUT, env=environment(building, redis_address), check=True)
    with open_as_owner(building) as connection:
        generate.fill(connection, size)
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as connection, connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {building} RENAME TO {name}")
    return name


@contextmanager
def open_as_owner(name: str) -> Iterator[psycopg2.extensions.connection]:
    """A transaction of prm_owner in one database."""
    connection = psycopg2.connect(host=settings.SOCKETS, user="prm_owner", dbname=name)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def processes(name: str, redis_address: str, folder: Path, port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Web (2 processes × 4 threads, as in production) and one worker."""
    web = ["gunicorn", "prm.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    commands = {
        "web": [*web, "--bind", f"127.0.0.1:{port}", "--log-level", "warning"],
        "worker": ["celery", "-A", "prm", "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "WARNING"],
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
