"""Every variable that the program reads stands in docs/operations.md, and nothing else does.

The usual mistake is a new variable that nobody can find. Variables are read in `prm/environment.py` only; tests and
tools that read one themselves name one from its list.
"""

from __future__ import annotations

import ast
import re

from prm.environment import CHECKOUT, read

OPERATIONS = CHECKOUT / "docs" / "operations.md"
READING_ALLOWED = {
    "manage.py": "sets the settings module and the demo before anything is read",
    "prm/environment.py": "the one place",
    "prm/celery.py": "sets the settings module",
    "prm/wsgi.py": "sets the settings module",
    "prm/asgi.py": "sets the settings module",
}


def source_files() -> list[str]:
    folders = ("prm", "opportunities", "assignment")
    found = [file for folder in folders for file in (CHECKOUT / folder).rglob("*.py")]
    return sorted(str(file.relative_to(CHECKOUT)) for file in [*found, CHECKOUT / "manage.py"])


def reads_environment(file: str) -> bool:
    tree = ast.parse((CHECKOUT / file).read_text())
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")]
    return bool(names)


def test_documented_variables_are_those_that_are_read() -> None:
    documented = re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", OPERATIONS.read_text(), flags=re.MULTILINE)
    assert len(documented) == len(set(documented))
    assert set(documented) == set(read({"PRM_DEMO": "true"}).names)


def test_variables_are_read_in_one_place() -> None:
    readers = {file for file in source_files() if reads_environment(file)}
    assert readers - set(READING_ALLOWED) == set()


def test_no_exception_is_stale() -> None:
    assert {file for file in READING_ALLOWED if not reads_environment(file)} == set()
