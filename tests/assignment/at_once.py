"""Several people who change what belongs together at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection


def at_once(works: Sequence[Callable[[], object]]) -> int:
    """How many of them were not refused, each in a thread and a transaction of its own."""
    together = Barrier(len(works))

    def run(work: Callable[[], object]) -> bool:
        together.wait()
        try:
            work()
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(works)) as pool:
        return sum(pool.map(run, works))
