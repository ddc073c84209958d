"""Stored reasons in words, for the Sales Team of an opportunity: one function for both companies' readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assignment import words
from opportunities.team.reading import explains


@explains("member")
def why_member(reason: Mapping[str, Any], name: str) -> Sequence[str]:
    """Why somebody joined."""
    return words.why_joined(reason, name)


@explains("nobody")
def why_nobody(reason: Mapping[str, Any], name: str) -> Sequence[str]:
    """Why a group found nobody."""
    return words.why_nobody(reason)
