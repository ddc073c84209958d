"""Only the outbox hands tasks to Celery, and only verbs of the outbox wait for a commit.

The usual mistake is `.delay()` in a verb: with the broker away the row is saved and the person gets an error page, or
the task starts before the commit and finds nothing. A verb publishes an event instead.
"""

from __future__ import annotations

import ast

from tests.guards import walk
from tests.guards.verdict import judge

DISPATCHES = {"delay", "delay_on_commit", "apply_async", "apply_async_on_commit", "send_task", "signature", "on_commit"}
ALLOWED = {
    "prm/core/jobs/handlers.py: on_commit": "a leased job runs when its lease is committed, so that its progress shows",
    "prm/core/outbox/dispatch.py: apply_async": "the one place, and it does not wait for a broker that is away",
    "prm/core/outbox/publish.py: on_commit": "dispatches what the commit has saved",
}


def dispatches(file: str) -> set[str]:
    """Calls in a file that would start a task."""
    calls = [node for node in ast.walk(walk.tree(file)) if isinstance(node, ast.Call)]
    names = [node.func.attr for node in calls if isinstance(node.func, ast.Attribute)]
    names += [node.func.id for node in calls if isinstance(node.func, ast.Name)]
    return {f"{file}: {name}" for name in names if name in DISPATCHES}


def test_only_the_outbox_dispatches() -> None:
    found = {call for file in walk.source_files() for call in dispatches(file)}
    judge(found, walked=walk.source_files(), excused=ALLOWED)
