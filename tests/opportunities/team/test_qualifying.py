"""What the team reads of somebody whom the rules would no longer choose."""

from __future__ import annotations

import pytest

from opportunities.models import Member
from opportunities.team.qualifying import no_longer_chosen
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, Scene

PLAIN = "The rules would no longer choose Abe for this opportunity."


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("removed_capacity", "The rules would no longer choose Abe: no room for another opportunity."),
        ("not_selected", "The rules would no longer choose Abe: somebody else fits better."),
        ("something_new", PLAIN),
    ],
)
def test_only_the_brand_owner_reads_why(scene: Scene, why: str, words: str) -> None:
    member = Member(reason={"unqualified": why})
    assert no_longer_chosen(member, "Abe", scene.actor("bea")) == words
    assert no_longer_chosen(member, "Abe", scene.actor("pat")) == PLAIN


def test_of_others_nothing_is_said(scene: Scene) -> None:
    assert no_longer_chosen(Member(), "Abe", scene.actor("bea")) == ""


@pytest.mark.parametrize(("who", "words"), [("bea", "Abe: not available in time."), ("pat", PLAIN)])
def test_the_page_says_so(scene: Scene, who: str, words: str) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    address = f"/opportunities/{deal.key}/"
    assert "would no longer choose" not in scene.client(who).get(address).content.decode()
    with acting_as(SYSTEM):
        member = Member.objects.of(deal).get(person=scene.people["abe"])
        member.reason["unqualified"] = "removed_availability"
        member.save()
    assert words in scene.client(who).get(address).content.decode()
