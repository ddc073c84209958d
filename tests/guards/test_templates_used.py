"""Every template, component and asset is used by a page; every component has its example in the gallery.

The usual mistake is a renamed page whose old template stays, is kept in step with every change and shown by nobody.
"""

from __future__ import annotations

from pathlib import Path

from prm.ui import components
from prm.ui.assets import SCRIPTS, STYLESHEETS
from tests.guards import walk
from tests.guards.template_use import (
    COMPONENTS,
    EXAMPLES,
    named_by_python,
    named_by_templates,
    overrides,
)
from tests.guards.verdict import judge

FOUND_BY_DJANGO = {
    "400.html": "Django shows it for a malformed request",
    "403.html": "Django shows it for a refusal",
    "403_csrf.html": "Django shows it for a form without its token",
    "404.html": "Django shows it where nothing is",
    "429.html": "allauth shows it where somebody tries too often",
    "500.html": "Django shows it for a failure",
}
NOT_ON_A_PAGE_YET = {
    "ui/components/dialog.html": "for what is asked before something is removed",
}


def is_example(name: str) -> bool:
    """The gallery shows these by the component's name."""
    return name.startswith(EXAMPLES) and not Path(name).name.startswith("_")


def test_every_template_is_used() -> None:
    used = named_by_python() | named_by_templates() | overrides()
    found = {name for name in walk.templates() if name not in used and not is_example(name)}
    judge(found, walked=walk.templates(), excused=FOUND_BY_DJANGO)


def test_every_component_is_on_a_page() -> None:
    used = named_by_python() | named_by_templates(by_examples=False)
    names = [name for name in walk.templates() if name.startswith(COMPONENTS)]
    judge((name for name in names if name not in used), walked=names, excused=NOT_ON_A_PAGE_YET)


def test_every_component_has_its_example() -> None:
    wanted = {f"{EXAMPLES}{name}.html" for name in components.names()} | {f"{EXAMPLES}marks.html"}
    examples = {name for name in walk.templates() if is_example(name)}
    judge(wanted ^ examples, walked=examples)


def test_every_named_template_exists() -> None:
    ours = {name for name in named_by_templates() if name.split("/")[0] in ("ui", *walk.packages())}
    judge(ours - set(walk.templates()), walked=ours)


def test_every_asset_is_on_a_page() -> None:
    files = [str(file.relative_to(walk.STATIC)) for file in walk.STATIC.rglob("*.*")]
    written = [*map(walk.template_text, walk.templates()), *map(walk.text, walk.code_files())]
    used = {file for file in files if file in (*STYLESHEETS, *SCRIPTS) or any(file in text for text in written)}
    judge(set(files) - used, walked=files)


def test_every_behavior_is_asked_for() -> None:
    """`js/once.js` runs where an element says `data-once`, or it is loaded by the one page that needs it."""
    names = [Path(file).stem for file in SCRIPTS]
    text = "".join([*map(walk.template_text, walk.templates()), *map(walk.text, walk.code_files())])
    judge((name for name in names if f"data-{name}" not in text), walked=names)
