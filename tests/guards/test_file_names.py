"""A file is named after its subject.

The usual mistake is `utils.py`: everything fits in, so everything goes there, and nobody finds it again.
"""

from __future__ import annotations

from pathlib import Path

from tests.guards import walk
from tests.guards.verdict import judge

SAYING_NOTHING = {"utils", "util", "utilities", "helpers", "helper", "services", "service", "mixins", "mixin", "common"}
SAYING_NOTHING |= {"misc", "tools", "lib", "base"}
ALLOWED = {
    "static/css/base.css": "the layer of plain elements, below layout and components",
    "templates/base.html": "Django's admin and allauth look for this name",
}


def test_files_and_folders_name_their_subject() -> None:
    assets = [walk.relative(file) for file in walk.STATIC.rglob("*.*")]
    templates = [f"templates/{name}" for name in walk.templates()]
    files = [*walk.source_files(), *walk.test_files(), *assets, *templates]
    found = {file for file in files if SAYING_NOTHING & {Path(part).stem for part in Path(file).parts}}
    judge(found, walked=files, excused=ALLOWED)
