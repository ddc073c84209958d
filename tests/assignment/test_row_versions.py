"""Whatever changes a table changes its versions."""

from __future__ import annotations

from assignment.models import PersonProfile
from assignment.row_versions import row_versions
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

TABLES = ("assignment_personprofile", "assignment_rule")


def test_a_row_added_changed_or_removed_shows(scene: Scene) -> None:
    with acting_as(SYSTEM):
        seen = [row_versions(TABLES)]
        profile = PersonProfile.objects.create(person=scene.people["eve"])
        seen.append(row_versions(TABLES))
        profile.delete()
        seen.append(row_versions(TABLES))
        assert row_versions(TABLES) == seen[-1]
    assert seen[0] != seen[1] != seen[2]
    assert {versions[1] for versions in seen} == {seen[0][1]}
