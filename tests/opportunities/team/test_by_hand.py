from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.team.by_hand import add_member, remove_member
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import PEOPLE, Scene

CHANGERS = {"pat", "pam", "abe", "bea", "cem", "ada"}


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"])


def team(deal: Opportunity) -> set[str]:
    with acting_as(SYSTEM):
        return {name.split()[0].lower() for name in Member.objects.of(deal).values_list("person__name", flat=True)}


# Who adds whom: a partner's people their colleagues and channel manager, who leads the channel brand-owner people.
ADDS = {
    "pat": {"pam", "pia", "bea"},
    "pam": {"pam", "pia", "bea"},
    "bea": {"ada", "eve", "bea", "cem", "bob", "ivo"},
    "cem": {"ada", "eve", "bea", "cem", "bob", "ivo"},
    "ada": {"ada", "eve", "bea", "cem", "bob", "ivo"},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("whom", PEOPLE)
def test_who_adds_whom(scene: Scene, deal: Opportunity, who: str, whom: str) -> None:
    actor, person = scene.actor(who), scene.people[whom]
    with acting_as(actor):
        page = Opportunity.objects.visible_to(actor).for_page(actor).filter(pk=deal.pk).first()
        if page is None:
            assert who not in CHANGERS | {"eve", "dana"}
        elif who not in ADDS:
            with pytest.raises(PermissionDenied):
                add_member(page, person, actor=actor)
        elif whom in ADDS[who]:
            assert add_member(page, person, actor=actor)
        elif whom in ("pat", "abe"):
            assert not add_member(page, person, actor=actor)
        else:
            with pytest.raises(ValidationError):
                add_member(page, person, actor=actor)
    added = whom in ADDS.get(who, set())
    assert team(deal) == {"pat", "abe"} | ({whom} if added else set())


def test_how_somebody_came_and_went(scene: Scene, deal: Opportunity) -> None:
    actor = scene.actor("pat")
    with acting_as(actor):
        page = seen(deal, actor)
        add_member(page, scene.people["pia"], actor=actor)
        member = Member.objects.of(deal).select_related("person__organization").get(person=scene.people["pia"])
        assert (member.how, member.added_by_id) == (Member.How.BY_HAND, actor.person_id)
        assert remove_member(page, member, actor=actor)
        assert not remove_member(page, member, actor=actor)
        period = MemberPeriod.objects.of(deal).get(person=scene.people["pia"])
        assert period.until is not None
        verbs = list(OpportunityHistory.objects.of(deal).order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["team.added", "team.removed"]


@pytest.mark.parametrize(
    ("who", "whom", "allowed"),
    [
        ("pat", "pat", False),  # the primary stays until another one is named
        ("pat", "abe", False),  # the brand owner's people are the brand owner's
        ("bea", "abe", True),
        ("abe", "abe", True),
        ("ada", "abe", True),
        ("pam", "abe", False),
        ("eve", "abe", False),
        ("pam", "pia", True),
        ("bea", "pia", False),
    ],
)
def test_who_takes_whom_off(scene: Scene, who: str, whom: str, allowed: bool) -> None:
    deal = entered(scene, "pat", people=["abe", "pia"])
    actor = scene.actor(who)
    with acting_as(actor):
        page = seen(deal, actor)
        member = Member.objects.of(deal).select_related("person__organization").get(person=scene.people[whom])
        if allowed:
            assert remove_member(page, member, actor=actor)
        else:
            with pytest.raises(PermissionDenied):
                remove_member(page, member, actor=actor)
    assert (whom not in team(deal)) == allowed
