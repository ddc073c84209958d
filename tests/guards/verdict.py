"""How every guard judges: findings fail, and so do an exception that nothing needs and a walk over nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pytest

NONE: Mapping[str, str] = {}


def judge(found: Iterable[str], *, walked: Collection[object], excused: Mapping[str, str] = NONE) -> None:
    """`excused` maps a finding to the reason why it may stand; it may only shrink."""
    findings = set(found)
    refused, stale = sorted(findings - set(excused)), sorted(set(excused) - findings)
    assert all(reason.strip() for reason in excused.values()), "An exception needs a reason."
    if not walked:
        pytest.fail("The guard walked over nothing: what it looks at has moved.", pytrace=False)
    if refused:
        pytest.fail("\n  ".join(["Against the rule at the head of this file:", *refused]), pytrace=False)
    if stale:
        pytest.fail("\n  ".join(["Exceptions that nothing needs any more, take them out:", *stale]), pytrace=False)
