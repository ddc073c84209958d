"""Asking for a workbook of a long list."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opportunities.exports.jobs import WORKBOOK_OF_LIST
from opportunities.lists import List
from prm.core.actor import Actor
from prm.core.jobs.actions import start_job
from prm.core.jobs.models import Job

# A sheet ends soon after.
MOST_ROWS = 1_000_000


def ask_for_workbook(asked: List, *, actor: Actor, user_id: int, total: int) -> Job:
    """A job that makes the workbook of a list with `total` rows.

    The worker asks anew, by `user_id`, who the actor is and what they may see. Raises ValidationError while too many of
    the actor's jobs are running, and for more rows than a workbook holds.
    """
    if total > MOST_ROWS:
        raise ValidationError(
            _("A workbook holds a million rows and this list has more. Filter it or export it as CSV.")
        )
    parameters = {
        "user_id": user_id,
        "list": asked.scope.name,
        "query": asked.query.urlencode(),
        "total": total,
        "language": get_language() or "en",
    }
    return start_job(WORKBOOK_OF_LIST, parameters, actor=actor)
