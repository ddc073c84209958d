"""What pages show of versions, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from assignment.models import RuleGroup, RuleVersion
from assignment.versions.content import content_of, digest, draft, groups_in
from assignment.versions.difference import Difference, differences


@dataclass(frozen=True, slots=True)
class Proposal:
    """The draft beside the version in force: what publishing it would change. `after` is 0 before the first one."""

    present: RuleVersion | None
    groups: list[RuleGroup]
    in_force: list[RuleGroup]
    differences: list[Difference]
    seen: str

    @property
    def after(self) -> int:
        return self.present.number if self.present else 0

    @property
    def number(self) -> int:
        return self.after + 1


def proposal() -> Proposal:
    """The draft as a new version."""
    content = draft()
    return _compared(groups_in(content), digest(content))


def return_to(version: RuleVersion) -> Proposal:
    """An old version as a new one."""
    groups = groups_in(version.content)
    return _compared(groups, digest(content_of(groups)))


def changed_by(version: RuleVersion) -> list[Difference]:
    """What a version changed of the one before it."""
    before = RuleVersion.objects.filter(number__lt=version.number).latest_first().first()
    return differences(groups_in(before.content) if before else [], groups_in(version.content))


def _compared(groups: list[RuleGroup], seen: str) -> Proposal:
    present = RuleVersion.objects.select_related("published_by").present()
    in_force = groups_in(present.content) if present else []
    return Proposal(present, groups, in_force, differences(in_force, groups), seen)
