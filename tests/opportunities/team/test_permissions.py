from __future__ import annotations

import pytest

from opportunities.models import Member
from opportunities.team import permissions
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene

BRAND_OWNERS = {"ada", "eve", "bea", "abe", "cem", "bob", "ivo"}


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("pat", {"pam", "pia", "bea"}),
        ("pam", {"pam", "pia", "bea"}),
        ("bea", BRAND_OWNERS),
        ("ada", BRAND_OWNERS),
        ("olga", set()),
    ],
)
def test_pickers_hold_nobody_of_another_partner(scene: Scene, who: str, whom: set[str]) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        page = seen(deal, SYSTEM)
    actor = scene.actor(who)
    with acting_as(actor):
        found = {person.pk for person in permissions.addable(actor, page)}
    assert found == {scene.people[name].pk for name in whom}


def test_a_direct_deal_belongs_to_the_brand_owner(scene: Scene) -> None:
    direct = entered(scene, "abe", people=["ivo"])
    abe, bea = scene.actor("abe"), scene.actor("bea")
    with acting_as(abe):
        page = seen(direct, abe)
        ivo = Member.objects.of(direct).select_related("person__organization").get(person=scene.people["ivo"])
        assert permissions.may_add_people(abe, page)
        assert permissions.may_hand_primary(abe, page)
        assert permissions.may_become_primary(page, ivo)
        assert not permissions.may_hand_over(abe, page)
    with acting_as(bea):
        assert permissions.may_hand_primary(bea, seen(direct, bea))


def test_nobody_changes_the_team_of_what_was_entered_in_error(scene: Scene) -> None:
    deal = entered(scene, "pat")
    pat = scene.actor("pat")
    with acting_as(pat):
        page = seen(deal, pat)
        page.entered_in_error = True
        assert not permissions.may_add_people(pat, page)
        assert not permissions.may_hand_primary(pat, page)
