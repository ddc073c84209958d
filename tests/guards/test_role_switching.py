"""Only `acting_as` in `prm/core/rls.py` tells PostgreSQL for whom a transaction runs.

The usual mistake is a quick `SET ROLE` or `set_config` in a view or a command: it outlives its block, and the next
request on that connection reads with somebody else's rights.
"""

from __future__ import annotations

import re

from tests.guards import walk
from tests.guards.verdict import judge

SWITCHES = re.compile(
    r"\b(set\s+((session|local)\s+)?(role|session\s+authorization)|reset\s+(role|all|prm\.)|set_config\s*\()"
    r"|\bset\s+(session\s+|local\s+)?prm\.|-c\s+role=",
    re.IGNORECASE,
)
ALLOWED = {
    "prm/core/rls.py": "the one place",
    "tests/prm/core/test_rls.py": "plays a connection that starts with another role",
    "tests/prm/core/test_roles.py": "a superuser becomes prm_app to see what that role inherits",
}


def test_roles_are_switched_in_one_place() -> None:
    files = [*walk.source_files(), *(file for file in walk.test_files() if not file.startswith("tests/guards/"))]
    judge(
        {file for file in files for _, value in walk.strings(file) if SWITCHES.search(value)},
        walked=files,
        excused=ALLOWED,
    )


def test_pattern_knows_every_way_to_switch() -> None:
    for statement in (
        "SET ROLE prm_partner",
        "set local role prm_system",
        "RESET ROLE",
        "SELECT set_config('role', 'prm_system', false)",
        "SET prm.organization = 7",
        "SET LOCAL prm.organizations = '{7}'",
        "SET SESSION AUTHORIZATION prm_owner",
        "-c role=prm_system",
    ):
        assert SWITCHES.search(statement), statement
    assert not SWITCHES.search("UPDATE core_outboxevent SET state = 'done'")
