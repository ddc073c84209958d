"""This process's Django on another database than the suite's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

ALIASES = ("default", "owner")


@contextmanager
def working_on(host: str, name: str) -> Iterator[None]:
    """Both aliases lead to this server's socket folder and database until the block's end."""
    former = {alias: (connections.settings[alias]["HOST"], connections.settings[alias]["NAME"]) for alias in ALIASES}
    for alias in ALIASES:
        _lead(alias, host, name)
    try:
        yield
    finally:
        for alias in ALIASES:
            _lead(alias, *former[alias])


def _lead(alias: str, host: str, name: str) -> None:
    connections[alias].close()
    for values in (connections.settings[alias], connections[alias].settings_dict):
        values["HOST"], values["NAME"] = host, name
