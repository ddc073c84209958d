"""A test lies where its subject lies: `tests/opportunities/team/test_actions.py` tests `opportunities/team/actions.py`.

A test file may also carry the name of one verb or view of that folder. What decides (verbs, permissions, views, forms,
filters) has a test file of its own; policies are tried by the guard of both locks. The usual mistakes are a test that
outlives what it tested, and a new verb that only some page's test happens to pass through.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.guards import walk
from tests.guards.verdict import judge

ELSEWHERE = ("tests/guards/", "tests/journeys/", "tests/bench/", "tests/reliability/")
DECIDING = ("actions.py", "permissions.py", "views.py", "forms.py", "filters.py")
WITHOUT_SUBJECT = {
    "tests/prm/test_backup.py": "its subject are commands of docs/operations.md",
    "tests/test_services.py": "its subject is docker-compose.yml",
}
WITHOUT_TEST: dict[str, str] = {}


def subject_exists(test: str) -> bool:
    """Whether a test file's module, package, verb or view is there."""
    folder, name = Path(test).parent.relative_to("tests"), Path(test).stem.removeprefix("test_")
    places = [walk.CHECKOUT / folder / name, walk.CHECKOUT / "tests" / folder / name]
    if any(place.with_suffix(".py").exists() or (place / "__init__.py").exists() for place in places):
        return True
    modules = [file for file in walk.code_files() if Path(file).parent == folder]
    return any(name in public_names(file) for file in modules)


def public_names(file: str) -> set[str]:
    return {
        node.name
        for node in walk.tree(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def decides(file: str) -> bool:
    """Files of the deciding kinds, as far as anything stands in them."""
    return Path(file).name in DECIDING and bool(walk.tree(file).body)


def is_tested(file: str) -> bool:
    folder = Path("tests") / Path(file).parent
    tests = {Path(test).stem.removeprefix("test_") for test in walk.test_files() if Path(test).parent == folder}
    return bool(tests & {Path(file).stem, *public_names(file)})


def test_every_test_has_its_subject() -> None:
    tests = [test for test in walk.test_files() if Path(test).name.startswith("test_")]
    mirrored = [test for test in tests if not test.startswith(ELSEWHERE)]
    judge((test for test in mirrored if not subject_exists(test)), walked=mirrored, excused=WITHOUT_SUBJECT)


def test_what_decides_is_tested() -> None:
    deciding = [file for file in walk.code_files() if decides(file)]
    judge((file for file in deciding if not is_tested(file)), walked=deciding, excused=WITHOUT_TEST)
