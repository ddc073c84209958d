"""A view is a short function: load through what the actor can reach, form, verb, answer.

The usual mistakes are a view that decides (the rule then has no name and no second user), one that takes every method
(a link then changes something) and `csrf_exempt` on a page that a signed-in person uses.
"""

from __future__ import annotations

import ast
from functools import cache

from tests.guards import walk
from tests.guards.addresses import every_address
from tests.guards.figures import function_length
from tests.guards.verdict import judge

LONGEST = 25
METHODS = {"require_safe", "require_GET", "require_POST", "require_http_methods"}
ANY_METHOD = {
    "prm/core/health.py: healthz": "changes nothing; probes ask as they like",
    "prm/core/health.py: readyz": "changes nothing; probes ask as they like",
}
WITHOUT_CSRF = {
    "prm/notifications/views.py": "mail programs send the form that stops mails (RFC 8058); its token says for whom"
}


@cache
def views() -> tuple[tuple[str, ast.FunctionDef], ...]:
    """(file, function) of every public function whose first argument is the request."""
    functions = [
        (file, node)
        for file in walk.code_files()
        if file.endswith(("views.py", "prm/core/health.py"))
        for node in walk.tree(file).body
        if isinstance(node, ast.FunctionDef)
    ]
    return tuple((file, node) for file, node in functions if takes_request(node) and not node.name.startswith("_"))


def answers(file: str, node: ast.FunctionDef) -> bool:
    """Whether an address leads here."""
    return f"{walk.module_of(file)}.{node.name}" in {address.view for address in every_address()}


def takes_request(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "request"


def decorators(node: ast.FunctionDef) -> set[str]:
    calls = [decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def test_views_are_short() -> None:
    long = {f"{file}: {node.name}" for file, node in views() if function_length(node) > LONGEST}
    judge(long, walked=views())


def test_views_name_their_methods() -> None:
    routed = [(file, node) for file, node in views() if answers(file, node)]
    found = {f"{file}: {node.name}" for file, node in routed if not METHODS & decorators(node)}
    judge(found, walked=routed, excused=ANY_METHOD)


def test_no_page_is_exempt_from_csrf() -> None:
    names = {
        (file, node.attr if isinstance(node, ast.Attribute) else node.id)
        for file in walk.code_files()
        for node in ast.walk(walk.tree(file))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    judge({file for file, name in names if name == "csrf_exempt"}, walked=names, excused=WITHOUT_CSRF)


def test_views_are_functions() -> None:
    files = [file for file in walk.code_files() if file.endswith("views.py")]
    classes = {
        f"{file}: {node.name}"
        for file in files
        for node in walk.tree(file).body
        if isinstance(node, ast.ClassDef) and any("View" in ast.unparse(base) for base in node.bases)
    }
    judge(classes, walked=files)
