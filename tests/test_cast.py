"""The cast's world is as small and as true as its description says."""

from __future__ import annotations

import pytest

from opportunities.entry.actions import enter_opportunity
from opportunities.models import Member
from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.models import Account, Person
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_everybody_is_there_with_their_role(world: World) -> None:
    roles = {person.name: person.role for person in world.people.values()}
    assert roles == {member.name: member.role for member in cast.CAST}
    assert world.actor("pat").person_key == world.pat.key
    assert world.actor("pam").reports == (world.pat.pk,)
    with acting_as(SYSTEM):
        assert Person.objects.count() == len(roles)


def test_each_partner_sees_its_own_account(world: World) -> None:
    for name, account in (("pat", world.account), ("olga", world.other_account)):
        with acting_as(world.actor(name)):
            assert [row.pk for row in Account.objects.all()] == [account.pk]


def test_a_deal_of_pat_gets_the_channel_manager_and_the_agent(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        opportunity = enter_opportunity(world.entry(), actor=pat).opportunity
    finish_outbox()
    with acting_as(SYSTEM):
        team = Member.objects.of(opportunity).values_list("person_id", flat=True)
        assert set(team) == {world.pat.pk, world.bea.pk, world.abe.pk}


def test_what_is_changed_in_an_entry(world: World) -> None:
    assert world.entry(name="Another").name == "Another"
    assert world.entry(name="Another").account == world.entry().account
