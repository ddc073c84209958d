"""The published rules and the people made ready for matching, kept per process until either changes."""

from __future__ import annotations

from assignment import matching
from assignment.people import load_people
from assignment.row_versions import RowVersions, row_versions
from assignment.rulebook import load_rules

# People change without a version. Versions of rules are only added.
BUILT_FROM = (
    "assignment_ruleversion",
    "assignment_expertiselevel",
    "assignment_personprofile",
    "assignment_personskill",
    "directory_person",
    "directory_territory",
    "directory_organization",
)

_kept: tuple[RowVersions, matching.Matcher] | None = None


def current_matcher() -> matching.Matcher:
    """The matcher of the version in force and of people as committed now; built anew only when one of them changed."""
    global _kept
    fingerprint = row_versions(BUILT_FROM)
    if _kept is None or _kept[0] != fingerprint:
        _kept = fingerprint, matching.Matcher(load_rules(), load_people())
    return _kept[1]
