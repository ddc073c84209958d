"""Rules and people made ready for matching, kept per process until either changes."""

from __future__ import annotations

from assignment import matching
from assignment.people import load_people
from assignment.row_versions import RowVersions, row_versions
from assignment.rulebook import load_rules

# Whatever the matcher was built from.
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
    "directory_organization",
)

_kept: tuple[RowVersions, matching.Matcher] | None = None


def current_matcher() -> matching.Matcher:
    """The matcher of the rules and people as they are committed now; built anew only when one of them changed."""
    global _kept
    fingerprint = row_versions(BUILT_FROM)
    if _kept is None or _kept[0] != fingerprint:
        _kept = fingerprint, matching.Matcher(load_rules(), load_people())
    return _kept[1]
