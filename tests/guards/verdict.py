"""How every guard judges: findings fail, and so do an exception that nothing needs and a walk over nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

NONE: Mapping[str, str] = {}


def judge(found: Iterable[str], *, walked: Collection[object], excused: Mapping[str, str] = NONE) -> None:
    """`excused` maps a finding to the reason why it may stand; it may only shrink."""
    findings = set(found)
    assert walked, "The guard walked over nothing: what it looks at has moved."
    refused = sorted(findings - set(excused))
    assert not refused, "Against the rule at the head of this file:\n  " + "\n  ".join(refused)
    stale = sorted(set(excused) - findings)
    assert not stale, "Exceptions that nothing needs any more, take them out:\n  " + "\n  ".join(stale)
    assert all(reason.strip() for reason in excused.values()), "An exception needs a reason."
