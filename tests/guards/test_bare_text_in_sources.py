"""Every word that a person reads is marked for translation, in templates and in Python.

The usual mistakes are a button's text typed straight into the template, an argument `title="Sales Team"` of a component
(`title=_("Sales Team")` or `{% translate … as … %}` is right) and an error message without `_()`.
"""

from __future__ import annotations

import ast

from tests.guards import walk
from tests.guards.text_in_templates import bare_text
from tests.guards.verdict import judge

# The gallery is read by those who build pages.
EXAMPLES, GALLERY = "ui/examples/", "prm/ui/gallery.py"
BARE_IN_TEMPLATES = {
    "ui/components/bottom_bar.html: Ctrl": "a key, as it stands on the keyboard",
    "ui/components/bottom_bar.html: Enter": "a key, as it stands on the keyboard",
}
NAMES = ("label", "verbose_name")
SPOKEN_ARGUMENTS = (*NAMES, "verbose_name_plural", "empty_label", "violation_error_message")
REFUSALS = ("ValidationError", "add_error")
MESSAGES = ("success", "info", "warning", "error")
BARE_IN_PYTHON = {
    "prm/core/outbox/models.py: 'An event that is done has the time when it was done.'": "no form writes these rows",
}


def test_templates_mark_their_words() -> None:
    names = [name for name in walk.templates() if not name.startswith(EXAMPLES)]
    found = {f"{name}: {text}" for name in names for text in bare_text(walk.template_text(name))}
    judge(found, walked=names, excused=BARE_IN_TEMPLATES)


def is_words(node: ast.AST) -> bool:
    """Whether a string of several words stands in an expression outside every call: no code, no name of a field."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value.strip()
    return not isinstance(node, ast.Call) and any(is_words(part) for part in ast.iter_child_nodes(node))


def spoken(call: ast.Call) -> list[ast.AST]:
    """The arguments of a call that a person will read."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    # A column without a name for people is in no form; its help text is for developers.
    is_named = bool(call.args) or any(word.arg in NAMES for word in call.keywords)
    arguments = (*SPOKEN_ARGUMENTS, "help_text") if is_named else SPOKEN_ARGUMENTS
    found: list[ast.AST] = [word.value for word in call.keywords if word.arg in arguments]
    if name in REFUSALS:
        found += [part for argument in call.args for part in parts(argument)]
    of_messages = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "messages"
    if of_messages and name in MESSAGES:
        found += call.args[1:2]
    return found


def parts(node: ast.AST) -> list[ast.AST]:
    """The values of a dictionary or list of messages, else the message itself."""
    if isinstance(node, ast.Dict):
        return [part for value in node.values for part in parts(value)]
    if isinstance(node, ast.List):
        return [part for value in node.elts for part in parts(value)]
    return [node]


def test_python_marks_its_words() -> None:
    files = [file for file in walk.code_files() if file != GALLERY]
    calls = [(file, node) for file in files for node in ast.walk(walk.tree(file)) if isinstance(node, ast.Call)]
    bare = {f"{file}: {ast.unparse(part)}" for file, call in calls for part in spoken(call) if is_words(part)}
    judge(bare, walked=calls, excused=BARE_IN_PYTHON)


def test_bare_words_are_found() -> None:
    bare = '<p title="Close it">Save {{ name }}</p>{% component "card" title="Sales Team" tone="warn" / %}'
    assert list(bare_text(bare)) == ["Sales Team", "Close it", "Save"]
    marked = '{% translate "Save" %}<i data-x="y z">·</i>{% blocktranslate %}Go{% endblocktranslate %}'
    assert list(bare_text(marked)) == []
