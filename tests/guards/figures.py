"""What is long, repeated, untyped or unexplained: figures over the project's own files."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef

# A shorter run of equal lines says nothing, nor does one of closing tags.
BLOCK_LINES, BLOCK_CHARACTERS = 6, 120


def percentile(values: Iterable[int], share: float) -> int:
    """The value that `share` of them don't exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def percent(part: int, whole: int) -> float:
    return 100 * part / whole


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def function_length(node: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None or len(node.body) == 1:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def is_typed(node: Function) -> bool:
    """Every argument but self and the result are annotated."""
    every = node.args
    arguments = [*every.posonlyargs, *every.args, *every.kwonlyargs, every.vararg, every.kwarg]
    typed = [argument.annotation for argument in arguments if argument and argument.arg not in ("self", "cls")]
    return node.returns is not None and all(typed)


def public(body: Sequence[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Functions, classes and methods that others call: reachable by names without an underscore."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and node.name != "Meta":
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def repeated_share(texts: Iterable[str]) -> float:
    """Percent of lines that lie in a block which stands at least twice."""
    files = [[" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in texts]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, lines in enumerate(files):
        for start in range(len(lines) - BLOCK_LINES + 1):
            block = tuple(lines[start : start + BLOCK_LINES])
            if sum(map(len, block)) >= BLOCK_CHARACTERS:
                places[block].append((number, start))
    twice = [found for found in places.values() if len(found) > 1]
    covered = {(number, start + step) for found in twice for number, start in found for step in range(BLOCK_LINES)}
    return percent(len(covered), sum(map(len, files)))
