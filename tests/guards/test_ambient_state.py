"""Nothing about the present request lies in a thread or a context: the actor is passed on.

The usual mistake is a "current user" that a model or a template reads by itself: it is wrong in a task, in a test and
in the second thread of a server, and nobody sees from a function what decides.
"""

from __future__ import annotations

import ast

from tests.guards import walk
from tests.guards.verdict import judge

AMBIENT = {"ContextVar", "local", "Local", "get_current_user", "get_current_request"}
ALLOWED = {"prm/core/http.py: ContextVar": "the request id of log lines; nothing is decided by it"}


def ambient(file: str) -> set[str]:
    calls = [node.func for node in ast.walk(walk.tree(file)) if isinstance(node, ast.Call)]
    names = [call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls]
    return {f"{file}: {name}" for name in names if name in AMBIENT}


def test_nothing_is_ambient() -> None:
    found = {name for file in walk.source_files() for name in ambient(file)}
    judge(found, walked=walk.source_files(), excused=ALLOWED)
