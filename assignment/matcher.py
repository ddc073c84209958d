"""The published rules and the people made ready for matching, kept per process until either changes."""

from __future__ import annotations

from django.db import connection

from assignment import matching
from assignment.people import load_people
from assignment.rulebook import load_rules

# Published rules never change, so their number says which they are.
VERSION = "(SELECT coalesce(max(number), 0)::text FROM assignment_ruleversion)"
# People change without a version. A changed, added or removed row changes the sum of row versions or the count.
BUILT_FROM = (
    "assignment_expertiselevel",
    "assignment_personprofile",
    "assignment_personskill",
    "directory_person",
    "directory_territory",
)
COUNT_ONE = "(SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM {})"
FINGERPRINT = "SELECT " + ", ".join([VERSION, *(COUNT_ONE.format(table) for table in BUILT_FROM)])

Fingerprint = tuple[str, ...]

_kept: tuple[Fingerprint, matching.Matcher] | None = None


def current_matcher() -> matching.Matcher:
    """The matcher of the version in force and of people as committed now; built anew only when one of them changed."""
    global _kept
    fingerprint = _fingerprint()
    if _kept is None or _kept[0] != fingerprint:
        _kept = fingerprint, matching.Matcher(load_rules(), load_people())
    return _kept[1]


def _fingerprint() -> Fingerprint:
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        return tuple(cursor.fetchone())
