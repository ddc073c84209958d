"""A name that a template of ours uses and nobody gives it fails the test; Django would print nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from django.template.base import Node

OURS = Path(__file__).resolve().parent.parent
FOREIGN = OURS / ".venv"


class UndefinedNameError(Exception):
    """A template used a name that its view did not give it."""


class UndefinedName(str):
    """Stands in for Django's `string_if_invalid`; other people's templates (the admin's, allauth's) stay as lax."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        template = _template_of(sys._getframe(1))
        if template is not None and template.is_relative_to(OURS) and not template.is_relative_to(FOREIGN):
            raise UndefinedNameError(f"{template.relative_to(OURS)} uses {name}, which nobody defined")
        return ""


def _template_of(frame: FrameType | None) -> Path | None:
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return Path(node.origin.name)
        frame = frame.f_back
    return None
