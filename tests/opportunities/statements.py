"""How many statements a page costs, as the request makes them when no test holds a transaction around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

NOT_COUNTED = ("BEGIN", "COMMIT")


def statements(ask: Callable[[], Any]) -> list[str]:
    """The statements of what `ask` does, without BEGIN and COMMIT."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [query["sql"] for query in queries if query["sql"] not in NOT_COUNTED]
