"""The tests' database is built anew whenever something changes that its migrations are made of.

The usual mistake is a migration that takes SQL from a module which `tests/database.py` does not look at: the module
changes, the template stays, and the tests try yesterday's function or policy.
"""

from __future__ import annotations

from pathlib import Path

from tests.database import SHAPED_BY
from tests.guards import walk
from tests.guards.imports import all_imports
from tests.guards.verdict import judge


def file_of(module: str) -> Path:
    path = walk.CHECKOUT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def looked_at() -> set[Path]:
    """What the tests' database is named after."""
    return {
        file for package in walk.packages() for pattern in SHAPED_BY for file in (walk.CHECKOUT / package).glob(pattern)
    }


def test_migrations_use_only_what_is_looked_at() -> None:
    used = {found.imported for found in all_imports() if ".migrations." in found.importer}
    modules = {module for module in used if not (walk.CHECKOUT.joinpath(*module.split("."))).is_dir()}
    judge((module for module in modules if file_of(module) not in looked_at()), walked=modules)
