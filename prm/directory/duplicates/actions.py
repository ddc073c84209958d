"""Verbs of pairs of accounts that may be the same customer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from prm.core.actor import Actor
from prm.directory.duplicates.permissions import may_judge_pairs
from prm.directory.models import AccountPair


@transaction.atomic
def mark_different(pair: AccountPair, *, actor: Actor) -> bool:
    """Note that these are two customers; False where somebody said so already. Raises PermissionDenied."""
    if not may_judge_pairs(actor):
        raise PermissionDenied
    judged = {"judged_by_id": actor.person_id, "judged_at": timezone.now()}
    return AccountPair.objects.open().filter(pk=pair.pk).update(**judged) == 1


@transaction.atomic
def reopen_pair(pair: AccountPair, *, actor: Actor) -> bool:
    """Put a pair back on the list of possible duplicates; False where it is there. Raises PermissionDenied."""
    if not may_judge_pairs(actor):
        raise PermissionDenied
    marked = AccountPair.objects.judged_different().filter(pk=pair.pk)
    return marked.update(judged_by=None, judged_at=None) == 1
