"""What opportunities hold about the people who work on them."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from opportunities.models import HelpRequest, Member, MemberPeriod, Opportunity, OpportunityHistory
from prm.core.jobs.models import Job
from prm.core.jobs.work import forget
from prm.core.personal_data import Subject, erases, exports
from prm.core.saved_searches.models import SavedSearch

# A name that a history entry or a reason quotes, as the whole of a JSON text.
QUOTED = """
UPDATE {table} SET {column} = replace({column}::text, %(name)s, %(stand_in)s)::jsonb
WHERE strpos({column}::text, %(name)s) > 0
"""
QUOTING = ((OpportunityHistory, "parameters"), (Member, "reason"))


@exports("opportunities")
def export_work(subject: Subject) -> dict[str, Any]:
    person = subject.person_id
    return {
        "entered": list(Opportunity.objects.filter(entered_by=person).order_by("pk").values("key", "name")),
        "on_the_team_of": list(
            MemberPeriod.objects.filter(person=person)
            .order_by("pk")
            .values("opportunity__key", "opportunity__name", "how", "since", "until")
        ),
        "changes": list(
            OpportunityHistory.objects.filter(person=person)
            .order_by("pk")
            .values("opportunity__key", "at", "verb", "parameters")
        ),
        "help_asked": list(
            HelpRequest.objects.filter(asked_by=person).order_by("pk").values("opportunity__key", "kind", "what")
        ),
    }


@erases
def erase_quoted_names(subject: Subject) -> None:
    """Everything points at the person and shows the name they have now; only what quotes it is changed here."""
    if subject.name == subject.stand_in:
        return
    values = {"name": _as_json(subject.name), "stand_in": _as_json(subject.stand_in)}
    with connection.cursor() as cursor:
        for model, column in QUOTING:
            cursor.execute(QUOTED.format(table=model._meta.db_table, column=column), values)


def _as_json(text: str) -> str:
    """As PostgreSQL writes it inside jsonb."""
    return json.dumps(text, ensure_ascii=False)


@exports("saved_searches")
def export_searches(subject: Subject) -> list[dict[str, Any]]:
    own = SavedSearch.objects.filter(person_id=subject.person_id).order_by("pk")
    return list(own.values("name", "list", "query", "shared", "created_at"))


@erases
def erase_searches_and_exports(subject: Subject) -> None:
    """What was the person's alone goes; a search that the company shares names nobody and stays."""
    SavedSearch.objects.filter(person_id=subject.person_id, shared=False).delete()
    for pk in Job.objects.filter(person_id=subject.person_id).values_list("pk", flat=True):
        forget(pk)
