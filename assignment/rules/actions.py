"""Verbs around rules."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F

from assignment.models import Rule
from prm.core.actor import Actor
from prm.directory.permissions import may_administer


def count_change(rule_id: int, *, actor: Actor) -> None:
    """Give a rule its next version number, whatever part of it changed: runs and members name the one they used."""
    if not may_administer(actor):
        raise PermissionDenied
    Rule.objects.filter(pk=rule_id).update(version=F("version") + 1)
