"""Which templates are used by what: pages by views, fragments by pages, components by both, overrides by packages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.template.utils import get_app_template_dirs

from tests.guards import walk

NAMED = re.compile(r"{%\s*(?:extends|include|list_row)\s+[\"']([^\"']+)[\"']")
COMPONENT = re.compile(r"{%\s*component\s+[\"']([^\"']+)[\"']")
FRAME_PART = re.compile(r"{%\s*frame_part\s+[\"']([^\"']+)[\"']")
MAIL_PARTS = ("_subject.txt", "_message.txt", "_message.html")
COMPONENTS, EXAMPLES = "ui/components/", "ui/examples/"


@cache
def named_by_python() -> frozenset[str]:
    """Template names that stand in the program's code; a mail is named there without its parts."""
    values = {value for file in walk.code_files() for _, value in walk.strings(file)}
    mails = {f"{value}{part}" for value in values if "/mail/" in value for part in MAIL_PARTS}
    return frozenset(mails | {value for value in values if value.endswith((".html", ".txt"))})


@cache
def named_by_templates(*, by_examples: bool = True) -> frozenset[str]:
    """Templates that others extend, include or use as components."""
    found: set[str] = set()
    for name in walk.templates():
        if by_examples or not name.startswith(EXAMPLES):
            text = walk.template_text(name)
            found |= set(NAMED.findall(text)) - {name}
            found |= {f"{COMPONENTS}{component}.html" for component in COMPONENT.findall(text)}
            found |= {f"ui/_{part}.html" for part in FRAME_PART.findall(text)}
    return frozenset(found)


@cache
def overrides() -> frozenset[str]:
    """Templates of ours that stand before one of the same name in an installed package."""
    folders = [Path(folder) for folder in get_app_template_dirs("templates")]
    packages = [folder for folder in folders if walk.CHECKOUT not in folder.parents or ".venv" in folder.parts]
    return frozenset(name for name in walk.templates() if any((folder / name).exists() for folder in packages))
