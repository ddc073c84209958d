"""Rules and people made ready for matching, kept per process until either changes."""

from __future__ import annotations

from django.db import connection

from assignment import matching
from assignment.people import load_people
from assignment.rulebook import load_rules

# Whatever the matcher was built from. A changed, added or removed row changes the sum of row versions or the count.
BUILT_FROM = (
    "assignment_rulegroup",
    "assignment_rule",
    "assignment_criterion",
    "assignment_criterionvalue",
    "assignment_rulecandidate",
    "assignment_workloadrule",
    "assignment_expertiselevel",
    "assignment_personprofile",
    "assignment_personskill",
    "directory_person",
    "directory_territory",
)
COUNT_ONE = "(SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM {})"
COUNT_ROWS = "SELECT " + ", ".join(COUNT_ONE.format(table) for table in BUILT_FROM)

Fingerprint = tuple[str, ...]

_kept: tuple[Fingerprint, matching.Matcher] | None = None


def current_matcher() -> matching.Matcher:
    """The matcher of the rules and people as they are committed now; built anew only when one of them changed."""
    global _kept
    fingerprint = _fingerprint()
    if _kept is None or _kept[0] != fingerprint:
        _kept = fingerprint, matching.Matcher(load_rules(), load_people())
    return _kept[1]


def _fingerprint() -> Fingerprint:
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ROWS)
        return tuple(cursor.fetchone())
