from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from prm.access.actors import actor_of, actors_of
from prm.access.models import User
from prm.core.actor import SYSTEM, Role, Side
from prm.core.rls import acting_as
from prm.directory.models import Organization, Person
from tests.opportunities.scene import CARDINAL, GANTRY, SUMMIT, Scene

pytestmark = pytest.mark.django_db


def test_partner_rep(scene: Scene) -> None:
    actor = actor_of(scene.users["pia"].pk)
    assert actor is not None
    assert (actor.role, actor.side) == (Role.PARTNER_REP, Side.PARTNER)
    assert (actor.person_id, actor.person_key) == (scene.people["pia"].pk, scene.people["pia"].key)
    assert (actor.organization_id, actor.organization_name) == (scene.organizations[CARDINAL].pk, CARDINAL)
    assert actor.organizations == (scene.organizations[CARDINAL].pk,)
    assert (actor.brand_owner_id, actor.brand_owner_name) == (scene.organizations[GANTRY].pk, GANTRY)
    assert actor.reports == ()


def test_partner_manager_reaches_the_companies_below(scene: Scene) -> None:
    below = {scene.organizations[SUMMIT].pk, scene.organizations[CARDINAL].pk}
    assert set(scene.actor("dana").organizations) == below
    assert set(scene.actor("pam").organizations) == {scene.organizations[CARDINAL].pk}


def test_rep_of_a_distributor_reaches_its_own_company_only(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["dana"].pk).update(role=Role.PARTNER_REP)
    assert scene.actor("dana").organizations == (scene.organizations[SUMMIT].pk,)


def test_actors_of_several_people_are_for_the_system(scene: Scene) -> None:
    people = [scene.people[name].pk for name in ("pat", "bea")]
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["olga"].pk).update(active=False)
        found = actors_of([*people, scene.people["olga"].pk])
    assert found == {person: scene.actor(name) for person, name in zip(people, ("pat", "bea"), strict=True)}
    with acting_as(scene.actor("pat")), pytest.raises(ProgrammingError, match="permission denied"):
        actors_of(people)


def test_reports_are_direct_and_indirect_ones(scene: Scene) -> None:
    assert set(scene.actor("cem").reports) == {scene.people["bea"].pk, scene.people["abe"].pk}
    assert scene.actor("pat").reports == (scene.people["pia"].pk,)


def test_reports_who_left_or_moved_do_not_count(scene: Scene) -> None:
    bea, pia = (Person.objects.filter(pk=scene.people[name].pk) for name in ("bea", "pia"))
    with acting_as(SYSTEM):
        bea.update(active=False)
        pia.update(organization=scene.organizations[SUMMIT])
    assert scene.actor("cem").reports == ()
    assert scene.actor("pat").reports == ()


def test_circle_of_reports_ends(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["cem"].pk).update(reports_to=scene.people["abe"])
    assert set(scene.actor("cem").reports) == {scene.people["bea"].pk, scene.people["abe"].pk}


def test_nobody_without_an_active_user_person_and_company(scene: Scene) -> None:
    user = scene.users["pat"]
    for rows in (
        User.objects.filter(pk=user.pk, is_active=True),
        Person.objects.filter(pk=scene.people["pam"].pk),
        Organization.objects.filter(pk=scene.people["olga"].organization_id),
    ):
        with acting_as(SYSTEM):
            rows.update(**({"is_active": False} if rows.model is User else {"active": False}))
    assert actor_of(user.pk) is None
    assert actor_of(scene.users["pam"].pk) is None
    assert actor_of(scene.users["olga"].pk) is None
    assert actor_of(scene.users["pia"].pk) is not None


def test_user_without_a_person_is_nobody(scene: Scene) -> None:
    with acting_as(SYSTEM):
        User.objects.filter(pk=scene.users["pat"].pk).update(person=None)
    assert actor_of(scene.users["pat"].pk) is None
    assert actor_of(0) is None


@pytest.mark.parametrize("name", ["pam", "bea"])
def test_nobody_looks_up_others_from_inside_a_page(scene: Scene, name: str) -> None:
    actor = scene.actor(name)
    refused = pytest.raises(ProgrammingError, match="permission denied for function access_actor")
    with acting_as(actor), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_actor(%s)", [scene.users["olga"].pk])
