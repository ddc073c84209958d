"""Verbs around rules."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F

from assignment.models import Rule
from assignment.rules.permissions import may_edit_group
from prm.core.actor import Actor


def count_change(rule_id: int, *, actor: Actor) -> None:
    """Give a rule its next version number, whatever part of it changed: runs and members name the one they used."""
    rule = Rule.objects.select_related("group").get(pk=rule_id)
    if not may_edit_group(actor, rule.group):
        raise PermissionDenied
    Rule.objects.filter(pk=rule_id).update(version=F("version") + 1)
