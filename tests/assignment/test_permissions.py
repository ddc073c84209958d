from __future__ import annotations

import pytest

from assignment.permissions import may_edit_availability, may_edit_skills, may_read_profile
from tests.opportunities.scene import Scene

BRAND_OWNERS = {"ada", "eve", "bea", "abe", "cem", "bob", "ivo"}


@pytest.mark.parametrize("who", ["abe", "bea", "eve", "ada"])
def test_brand_owner_people_read_one_another_and_nobody_of_a_partner(scene: Scene, who: str) -> None:
    actor = scene.actor(who)
    assert {name for name, person in scene.people.items() if may_read_profile(actor, person)} == BRAND_OWNERS


@pytest.mark.parametrize("who", ["pia", "pat", "pam", "dana", "olga"])
def test_nobody_of_a_partner_reads_or_edits_any(scene: Scene, who: str) -> None:
    actor = scene.actor(who)
    for may in (may_read_profile, may_edit_availability, may_edit_skills):
        assert not any(may(actor, person) for person in scene.people.values())


@pytest.mark.parametrize(
    ("who", "availability", "skills"),
    [
        ("abe", {"abe"}, set()),
        ("ivo", {"ivo"}, set()),
        ("bea", {"bea", "abe"}, {"abe"}),
        ("cem", {"cem", "bea", "abe"}, {"bea", "abe"}),
        ("eve", {"eve"}, set()),
        ("ada", BRAND_OWNERS, BRAND_OWNERS),
    ],
)
def test_oneself_managers_and_administrators_edit(
    scene: Scene, who: str, availability: set[str], skills: set[str]
) -> None:
    """Cem is Bea's manager and she is Abe's; skills and capacity are never one's own to say."""
    actor = scene.actor(who)
    assert {name for name, person in scene.people.items() if may_edit_availability(actor, person)} == availability
    assert {name for name, person in scene.people.items() if may_edit_skills(actor, person)} == skills
