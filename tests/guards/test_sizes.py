"""Everything stays small enough to read in one go: files, functions, templates, tests, style sheets, scripts.

The usual mistake is one more case in the longest function and one more view in the longest file. A long file has two
subjects: give the second one a file of its own. An exception may only get shorter or go.
"""

from __future__ import annotations

import ast
from functools import cache

from tests.guards import walk
from tests.guards.figures import (
    function_length,
    functions,
    is_typed,
    percent,
    percentile,
    public,
    repeated_share,
)
from tests.guards.verdict import judge

FILE_P90, FILE_LONGEST = 150, 300
FUNCTION_P90, FUNCTION_LONG, LONG_SHARE = 19, 25, 5
TEMPLATE_P90, TEMPLATE_LONGEST, TEMPLATE_REPEATED = 60, 150, 3
TEST_P90, TEST_LONGEST = 240, 300
CSS_IN_ALL, SCRIPT_IN_ALL, SCRIPT_MEDIAN = 3000, 1500, 40
TYPED, EXPLAINED = 95, 35
LONG_FILES: dict[str, str] = {}
LONG_TESTS: dict[str, str] = {}


@cache
def lines(files: tuple[str, ...]) -> dict[str, int]:
    """File → its number of lines."""
    return {file: len(walk.text(file).splitlines()) for file in files}


@cache
def all_functions() -> tuple[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef], ...]:
    return tuple((file, node) for file in walk.code_files() for node in functions(walk.tree(file)))


def assets(suffix: str) -> dict[str, int]:
    files = sorted(walk.relative(file) for file in walk.STATIC.rglob(f"*.{suffix}"))
    assert files
    return lines(tuple(files))


def test_python_files_are_short() -> None:
    written = {file: count for file, count in lines(walk.code_files()).items() if count}
    judge((file for file, count in written.items() if count > FILE_LONGEST), walked=written, excused=LONG_FILES)
    assert percentile(written.values(), 0.9) <= FILE_P90


def test_functions_are_short() -> None:
    lengths = {f"{file}:{node.lineno} {node.name}": function_length(node) for file, node in all_functions()}
    long = {name: length for name, length in lengths.items() if length > FUNCTION_LONG}
    assert percent(len(long), len(lengths)) <= LONG_SHARE, long
    assert percentile(lengths.values(), 0.9) <= FUNCTION_P90


def test_functions_are_typed() -> None:
    untyped = [f"{file}:{node.lineno} {node.name}" for file, node in all_functions() if not is_typed(node)]
    assert percent(len(untyped), len(all_functions())) <= 100 - TYPED, untyped


def test_public_names_are_explained() -> None:
    nodes = [node for file in walk.code_files() for node in public(walk.tree(file).body)]
    assert percent(sum(ast.get_docstring(node) is not None for node in nodes), len(nodes)) >= EXPLAINED


def test_templates_are_short() -> None:
    lengths = {name: len(walk.template_text(name).splitlines()) for name in walk.templates()}
    judge((name for name, count in lengths.items() if count > TEMPLATE_LONGEST), walked=lengths)
    assert percentile(lengths.values(), 0.9) <= TEMPLATE_P90


def test_templates_repeat_nothing() -> None:
    assert repeated_share(map(walk.template_text, walk.templates())) <= TEMPLATE_REPEATED


def test_tests_are_short() -> None:
    written = {file: count for file, count in lines(walk.test_files()).items() if count}
    judge((file for file, count in written.items() if count > TEST_LONGEST), walked=written, excused=LONG_TESTS)
    assert percentile(written.values(), 0.9) <= TEST_P90


def test_style_sheets_stay_few() -> None:
    assert sum(assets("css").values()) <= CSS_IN_ALL


def test_scripts_stay_small() -> None:
    scripts = assets("js")
    assert sum(scripts.values()) <= SCRIPT_IN_ALL
    assert percentile(scripts.values(), 0.5) <= SCRIPT_MEDIAN
