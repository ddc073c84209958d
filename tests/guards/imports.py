"""Who imports whom: also by name, the way around an import that a static reading would miss."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from tests.guards import walk


@dataclass(frozen=True, slots=True)
class Import:
    """`late` is an import inside a function; `line` is where it stands."""

    importer: str
    imported: str
    line: int
    late: bool


@cache
def modules() -> frozenset[str]:
    return frozenset(walk.module_of(file) for file in walk.source_files())


@cache
def all_imports() -> tuple[Import, ...]:
    """Every import of one of our modules by another."""
    return tuple(found for file in walk.source_files() for found in imports_of(file))


def imports_of(file: str) -> Iterator[Import]:
    importer = walk.module_of(file)
    for node, late in _statements(walk.tree(file), late=False):
        for name in _named(node, file):
            imported = _ours(name)
            if imported and imported != importer:
                yield Import(importer, imported, node.lineno, late)
    for line, value in walk.strings(file):
        imported = _by_name(value)
        if imported and imported != importer:
            yield Import(importer, imported, line, late=False)
    for line, label in _labels(walk.tree(file)):
        yield Import(importer, _label_modules()[label], line, late=False)


def _statements(node: ast.AST, *, late: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, late
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _statements(child, late=late or inside)


def _named(node: ast.Import | ast.ImportFrom, file: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    above = ".".join(Path(file).parts[: -node.level]) if node.level else ""
    origin = ".".join(filter(None, [above, node.module]))
    return [f"{origin}.{alias.name}" for alias in node.names]


def _ours(name: str) -> str:
    """The module that a dotted name lies in, empty for somebody else's."""
    while name and name not in modules():
        name = name.rpartition(".")[0]
    return name


def _by_name(value: str) -> str:
    """The module that a string such as "prm.core.tasks.sweep" names; no text that only looks like one."""
    head = value.split(".")[0]
    if head not in walk.packages() or not re.fullmatch(r"[a-z_]+(\.\w+)+", value):
        return ""
    return found if (found := _ours(value)) != head else ""


@cache
def _label_modules() -> dict[str, str]:
    """App label → its package, of our own apps."""
    ours = [app for app in apps.get_app_configs() if app.name.split(".")[0] in walk.packages()]
    return {app.label: app.name for app in ours}


@cache
def _models() -> frozenset[str]:
    """`directory.person` for every model, as lazy references name it, capitals aside."""
    return frozenset(f"{model._meta.app_label}.{model._meta.model_name}" for model in apps.get_models())


def _labels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Apps named by label: in a lazy reference, in `get_model` and in the dependencies of a migration."""
    for node in ast.walk(tree):
        label = _label(node)
        if label in _label_modules():
            yield node.lineno, label  # type: ignore[attr-defined]


def _label(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.split(".")[0] if node.value.lower() in _models() else ""
    is_dependency = isinstance(node, ast.Tuple) and len(node.elts) == 2
    is_lookup = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get_model"
    parts = node.elts if is_dependency else node.args if is_lookup else []  # type: ignore[attr-defined]
    return str(parts[0].value) if parts and isinstance(parts[0], ast.Constant) else ""
