"""Verbs of the history in words. Apps register a template per verb; parameters are filled in on reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Describe = Callable[[Mapping[str, Any]], str]

_words: dict[str, Describe] = {}


def describes(verb: str) -> Callable[[Describe], Describe]:
    """Register the function that turns the stored parameters of `verb` into a sentence without its subject."""

    def register(describe: Describe) -> Describe:
        _words[verb] = describe
        return describe

    return register


def sentence(verb: str, parameters: Mapping[str, Any]) -> str:
    """What was done, in the current language: "changed the close date from Sep 23 to Sep 30"."""
    return _words[verb](parameters)


def known_verbs() -> frozenset[str]:
    return frozenset(_words)
