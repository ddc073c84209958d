"""Stored reasons in words, for Sales Team, history, Unassigned and notices: one function for all readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assignment.attributes import labels_of
from assignment.models import Criterion
from assignment.phrases import plain_label
from assignment.words import Reader, reason_in_words
from opportunities.history.reasons import Why, explained_by
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
def explain(reason: Mapping[str, Any], name: str, actor: Actor) -> Why:
    """Why somebody joined or nobody was found, as far as the reader's company may know; `.text` is all of it in one."""
    return reason_in_words(reason, Reader.PARTNER if actor.is_partner else Reader.BRAND_OWNER, name, label_of)


def nobody_in_words(reason: Mapping[str, Any]) -> str:
    """Why a group found nobody, for the brand owner's people."""
    return reason_in_words(reason, Reader.BRAND_OWNER, "", label_of).text


def label_of(kind: str, code: str) -> str:
    """What people read for a stored code."""
    return labels_of(kind).get(code, code) if kind in CODED else plain_label(kind, code)
