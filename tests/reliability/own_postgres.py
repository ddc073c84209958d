"""A PostgreSQL server of one test alone, so that it may be killed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
from django.db import connections

from prm import embedded_postgres
from prm.embedded_folders import LASTING, name_of, place_of, socket_folder


class OwnPostgres:
    """Started as the demo starts its own: same roles, same settings, commits written through to the disk."""

    def __init__(self) -> None:
        self.checkout = Path(tempfile.mkdtemp(prefix="prm-killed-"))
        # The server's user must get at its data.
        self.checkout.chmod(0o755)
        self.local = self.checkout / ".local"

    @property
    def host(self) -> str:
        """The folder of its socket."""
        return str(socket_folder(self.local))

    def start(self) -> None:
        """Start it, also after a kill; returns when it has recovered and answers."""
        embedded_postgres.ensure_running(self.local)

    def copy(self, host: str, name: str) -> None:
        """Fill it with what another server's database holds."""
        programs, dump = place_of(self.local).programs, self.checkout / "portal.dump"
        reading = [programs / "pg_dump", "--format=custom", f"--host={host}", "--username=postgres", f"--file={dump}"]
        subprocess.run([*reading, name], check=True)
        filling = [programs / "pg_restore", f"--host={self.host}", "--username=postgres", "--dbname=prm"]
        subprocess.run([*filling, dump], check=True)

    def kill(self) -> None:
        """kill -9 of the server and all its processes, as when the machine's memory runs out."""
        recorded = (place_of(self.local).data / "postmaster.pid").read_text().split()[0]
        postmaster = psutil.Process(int(recorded))
        for process in [postmaster, *postmaster.children(recursive=True)]:
            # One that ended by itself meanwhile, or with its parent, is as dead as it should be.
            with suppress(psutil.NoSuchProcess):
                process.kill()
        connections.close_all()

    def remove(self) -> None:
        embedded_postgres.stop(self.local)
        for folder in (self.checkout, Path(self.host), LASTING / f"prm-{name_of(self.local)}"):
            shutil.rmtree(folder, ignore_errors=True)
