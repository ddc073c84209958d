"""Stored reasons in words, for the Sales Team of an opportunity: one function for both companies' readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assignment.attributes import labels_of
from assignment.models import Criterion
from assignment.words import Reader, plain_label, reason_in_words
from opportunities.team.reading import explained_by
from prm.core.actor import Actor

# Stored as codes whose words are part of the portal, so that they cost no statement.
CODED = (
    Criterion.Attribute.ROLE,
    Criterion.Attribute.HELP,
    Criterion.Attribute.TIER,
    Criterion.Attribute.PARTNER_TIER,
    Criterion.Attribute.PARTNER_TYPE,
)


@explained_by
def explain(reason: Mapping[str, Any], name: str, actor: Actor) -> str:
    """Why somebody joined or nobody was found, as far as the reader's company may know."""
    return reason_in_words(reason, Reader.PARTNER if actor.is_partner else Reader.BRAND_OWNER, name, _label)


def _label(kind: str, code: str) -> str:
    return labels_of(kind).get(code, code) if kind in CODED else plain_label(kind, code)
