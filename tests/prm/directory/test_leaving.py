"""Letting people go, at the same moment and through Django admin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from opportunities.entry.actions import enter_opportunity
from opportunities.models import Member, Opportunity
from opportunities.team.by_hand import add_member
from opportunities.team.primary import hand_primary
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.leaving import Work, as_words, check_administrator_stays, successor_of, successors
from prm.directory.models import Person
from prm.directory.people.actions import deactivate_person
from tests.administration import page, save
from tests.cast import World
from tests.opportunities.pages import read

WORDS = "Nobody takes over what this person leads"


def enter(world: World, who: str) -> Opportunity:
    actor, company = world.actor(who), world.people[who].organization_id
    entry = world.entry(partner_id=company, person_id=world.people[who].pk)
    with acting_as(actor):
        return enter_opportunity(entry, actor=actor).opportunity


def one_after_the_other(actor: Actor, person: Person) -> None:
    try:
        with acting_as(actor):
            deactivate_person(person, actor=actor)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_at_the_same_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither becomes the other's successor: the one who goes last hands everything to the channel manager."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)
    with acting_as(SYSTEM):
        world.pat.role = "partner_manager"
        save_person(world.pat, actor=SYSTEM)
    deals = [enter(world, "pam"), enter(world, "pat")]
    ada = world.actor("ada")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda person: one_after_the_other(ada, person), (world.pam, world.pat)))
    with acting_as(SYSTEM):
        for deal in Opportunity.objects.filter(pk__in=[deal.pk for deal in deals]).select_related("primary_person"):
            assert deal.primary_person == world.bea
            assert Member.objects.of(deal).filter(person=world.bea).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hand_over_at_the_same_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes first: there is one primary, and the one who left is on no team."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)
    deal, pam, ada = enter(world, "pat"), world.actor("pam"), world.actor("ada")
    with acting_as(pam):
        seen = Opportunity.objects.for_page(pam).get(pk=deal.pk)
        add_member(seen, world.pam, actor=pam)

    def hand_on() -> None:
        try:
            with acting_as(pam):
                found = Opportunity.objects.for_page(pam).get(pk=deal.pk)
                member = Member.objects.of(found).select_related("person").get(person=world.pam)
                hand_primary(found, member, actor=pam, before=world.pat.pk)
        except (ValidationError, Member.DoesNotExist):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(hand_on), threads.submit(one_after_the_other, ada, world.pat)]
        for job in jobs:
            job.result()
    with acting_as(SYSTEM):
        assert Opportunity.objects.get(pk=deal.pk).primary_person == world.pam
        assert not Member.objects.filter(person=world.pat).exists()


def test_django_admin_goes_the_same_way(world: World) -> None:
    deal = enter(world, "pat")
    assert save(world.client("ada"), page(Person, "change", world.pat.pk), active=None).status_code == 302
    with acting_as(SYSTEM):
        assert Opportunity.objects.get(pk=deal.pk).primary_person == world.pam
        assert not Member.objects.filter(person=world.pat).exists()


def test_django_admin_says_where_a_successor_is_asked_for(world: World) -> None:
    deal = enter(world, "abe")
    answer = save(world.client("ada"), page(Person, "change", world.abe.pk), active=None)
    assert answer.status_code == 200
    assert WORDS in read(answer).text
    with acting_as(SYSTEM):
        assert Opportunity.objects.get(pk=deal.pk).primary_person == world.abe
        assert Person.objects.get(pk=world.abe.pk).active


def test_the_last_administrator_stays(world: World) -> None:
    with acting_as(SYSTEM):
        with pytest.raises(ValidationError, match="last active administrator"):
            check_administrator_stays(world.ada)
        check_administrator_stays(world.eve)


def test_who_follows_whom(world: World) -> None:
    with acting_as(SYSTEM):
        followers = {name: successor_of(person) for name, person in world.people.items()}
        assert followers == {
            "ada": None, "eve": None, "bea": None, "abe": None,
            "pam": world.bea, "pat": world.pam, "olga": None,
        }  # fmt: skip
        assert set(successors(world.olga)) == {world.bea}
        assert set(successors(world.abe)) == {world.bea, world.ada}


def test_what_becomes_of_the_work_in_words() -> None:
    assert as_words(Work(3, 1, 2), "Pam Ortiz") == [
        "3 open opportunities go to Pam Ortiz.",
        "1 closed opportunity goes to Pam Ortiz.",
        "They leave the sales teams of 2 other opportunities.",
    ]
    assert as_words(Work(), "Pam Ortiz") == []
