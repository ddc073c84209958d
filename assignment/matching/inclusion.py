"""Inclusion and required, once for all comparisons, over sets: everybody a criterion looks at is a bit.

A comparison with the opportunity alone looks at one subject, bit 0; a comparison with people at all of them.
"""

from collections.abc import Sequence

from .rules import Inclusion, Required

Awarded = list[tuple[int, int]]
"""(place of the listed value, bits that get its score)."""


def meet(inclusion: Inclusion, matched: Sequence[int], present: int) -> tuple[int, Awarded]:
    """Who meets the comparison, and whose value scores are added.

    `matched` has for each listed value the bits it matches; those without the attribute (not in `present`) never meet.
    """
    union = 0
    for bits in matched:
        union |= bits
    if inclusion is Inclusion.EXCLUDE:
        return present & ~union, []
    if inclusion is Inclusion.INCLUDE_ALL:
        meeting = present if matched else 0
        for bits in matched:
            meeting &= bits
        return meeting, [(place, meeting) for place in range(len(matched)) if meeting]
    meeting = union & present
    if inclusion is Inclusion.INCLUDE_ALL_MATCHING:
        return meeting, [(place, bits & meeting) for place, bits in enumerate(matched) if bits & meeting]
    return meeting, _first_matching(matched, meeting)


def keep(required: Required, meeting: int, everybody: int) -> int:
    """Who stays when the attribute is there: a criterion never required removes nobody."""
    return everybody if required is Required.NEVER else meeting


def keep_when_unstated(required: Required, everybody: int) -> int:
    """Who stays when the opportunity lacks the attribute; nobody is scored."""
    return 0 if required is Required.ALWAYS else everybody


def _first_matching(matched: Sequence[int], meeting: int) -> Awarded:
    awarded, left = [], meeting
    for place, bits in enumerate(matched):
        if bits & left:
            awarded.append((place, bits & left))
            left &= ~bits
    return awarded
