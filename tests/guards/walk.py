"""The project's own files, as the guards walk them: nothing is imported, Python is parsed and the rest is text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prm.environment import CHECKOUT

TEMPLATES = CHECKOUT / "templates"
STATIC = CHECKOUT / "static"


@cache
def packages() -> tuple[str, ...]:
    """Top-level folders with the program's code, without the tests."""
    return tuple(sorted(init.parent.name for init in CHECKOUT.glob("*/__init__.py") if init.parent.name != "tests"))


@cache
def source_files() -> tuple[str, ...]:
    """Paths of the program's Python files from the checkout, migrations too."""
    files = [file for package in packages() for file in (CHECKOUT / package).rglob("*.py")]
    return tuple(sorted(relative(file) for file in [*files, CHECKOUT / "manage.py"]))


@cache
def code_files() -> tuple[str, ...]:
    """Python files that somebody wrote: without migrations, most of which are generated."""
    return tuple(file for file in source_files() if "/migrations/" not in file)


@cache
def test_files() -> tuple[str, ...]:
    return tuple(sorted(relative(file) for file in (CHECKOUT / "tests").rglob("*.py")))


@cache
def templates() -> tuple[str, ...]:
    """Names of the project's own templates, as Django finds them."""
    files = [file for file in TEMPLATES.rglob("*") if file.suffix in (".html", ".txt") and file.is_file()]
    return tuple(sorted(str(file.relative_to(TEMPLATES)) for file in files))


def template_text(name: str) -> str:
    return (TEMPLATES / name).read_text()


def text(file: str) -> str:
    return (CHECKOUT / file).read_text()


@cache
def tree(file: str) -> ast.Module:
    return ast.parse(text(file))


def module_of(file: str) -> str:
    """`opportunities/team/__init__.py` → `opportunities.team`."""
    return ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")


def strings(file: str) -> Iterator[tuple[int, str]]:
    """Line and value of every string constant that is no docstring, pieces of f-strings too."""
    documented = {id(node.body[0].value) for node in ast.walk(tree(file)) if _has_docstring(node)}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


def relative(file: Path) -> str:
    return str(file.relative_to(CHECKOUT))


def _has_docstring(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None
