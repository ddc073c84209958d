"""What is stored about a person, across all apps: handed out and anonymized.

An app says in its `personal_data.py` what it holds (`@exports`) and how it forgets whom it is about (`@erases`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom data is about, and what stands for their name afterwards."""

    person_id: int
    key: str
    name: str

    @property
    def stand_in(self) -> str:
        return f"Erased person {self.key}"


Export = Callable[[Subject], Any]
Erase = Callable[[Subject], None]

_exports: dict[str, Export] = {}
_erases: list[Erase] = []


def exports(name: str) -> Callable[[Export], Export]:
    """Register a function that gives what one app holds about a person, as JSON values and days."""

    def register(export: Export) -> Export:
        _exports[name] = export
        return export

    return register


def erases(erase: Erase) -> Erase:
    """Register a function that makes one app's data about a person anonymous; records stay. Twice does no harm."""
    _erases.append(erase)
    return erase


def exported(subject: Subject) -> dict[str, Any]:
    """Everything that the apps hold about a person, by the name of its kind."""
    autodiscover_modules("personal_data")
    return {name: export(subject) for name, export in sorted(_exports.items())}


def erase(subject: Subject) -> None:
    """Let every app forget whom its data is about, in the caller's transaction."""
    autodiscover_modules("personal_data")
    for forget in _erases:
        forget(subject)
