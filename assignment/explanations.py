"""Stored reasons in words, for the Sales Team of an opportunity: one function for both companies' readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assignment.words import Reader, reason_in_words
from opportunities.team.reading import explained_by
from prm.core.actor import Actor


@explained_by
def explain(reason: Mapping[str, Any], name: str, actor: Actor) -> str:
    """Why somebody joined or nobody was found, as far as the reader's company may know."""
    return reason_in_words(reason, Reader.PARTNER if actor.is_partner else Reader.BRAND_OWNER, name)
