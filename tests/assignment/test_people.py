from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment import matching
from assignment.loads import open_load_of
from assignment.models import ExpertiseLevel, PersonLoad, PersonProfile, PersonSkill, TimeOff
from assignment.people import load_people, load_standings, territories_above
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.models import Organization, Territory
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import GANTRY, PEOPLE, ROUTER, Scene


def standing(scene: Scene, name: str) -> matching.Standing:
    with acting_as(SYSTEM):
        return load_standings(timezone.now())[scene.people[name].pk]


def person(scene: Scene, name: str) -> matching.Person:
    with acting_as(SYSTEM):
        return next(found for found in load_people() if found.id == scene.people[name].pk)


def test_only_the_brand_owners_people_are_known(scene: Scene) -> None:
    own = {scene.people[name].pk for name, (organization, _) in PEOPLE.items() if organization == GANTRY}
    with acting_as(SYSTEM):
        assert {found.id for found in load_people()} == own
        assert set(load_standings(timezone.now())) == own


def test_what_is_known_of_a_person(scene: Scene) -> None:
    with acting_as(SYSTEM):
        america = Territory.objects.create(name="America")
        Territory.objects.filter(pk=scene.great_lakes.pk).update(parent=america)
        PersonProfile.objects.filter(person=scene.people["abe"]).update(languages=["French"], country="Canada")
        level = ExpertiseLevel.objects.get(name="Novice")
        kind = PersonSkill.Kind.CERTIFICATION
        PersonSkill.objects.create(person=scene.people["abe"], kind=kind, item="Rigging 1", level=level)
    found = person(scene, "abe")
    assert (found.role, found.partner, found.territories) == ("sales_agent", None, ("Great Lakes", "America"))
    assert dict(found.attributes) == {
        "role": ("sales_agent",),
        "territory": ("Great Lakes", "America"),
        "language": ("French",),
        "country": ("Canada",),
        "certification": ("Rigging 1",),
    }
    assert {(skill.kind, skill.item.label(), skill.level) for skill in found.skills} == {
        ("product_line", "Routers", "Expert"),
        ("certification", "Rigging 1", "Novice"),
    }


def test_somebody_without_a_profile(scene: Scene) -> None:
    found = person(scene, "bea")
    assert (found.territories, found.skills) == ((), ())
    assert dict(found.attributes) == {"role": ("channel_manager",), "territory": (), "certification": ()}
    assert standing(scene, "bea").capacity is None


def test_territories_that_close_a_circle_end(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Territory.objects.filter(pk=scene.great_lakes.pk).update(parent=scene.bavaria)
        Territory.objects.filter(pk=scene.bavaria.pk).update(parent=scene.great_lakes)
        assert territories_above()[scene.bavaria.pk] == ("Bavaria", "Great Lakes")


def test_load_counts_open_deals_and_those_that_rules_gave(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    entered(scene, "pat", people=["abe"])
    entered(scene, "abe")
    entered(scene, "abe", stage="won")
    wrong = entered(scene, "abe")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
    found = standing(scene, "abe")
    assert (found.open_load, dict(found.load)) == (1, {"open_opportunities": 3})
    with acting_as(scene.actor("eve")), django_assert_num_queries(1):
        assert open_load_of(scene.people["abe"].pk) == (3, 1)
    assert (standing(scene, "ivo").open_load, standing(scene, "ivo").last_assigned) == (0, None)
    assert found.last_assigned is not None


def test_who_left_and_who_has_a_limit(scene: Scene) -> None:
    at = timezone.now() - timedelta(days=3)
    with acting_as(SYSTEM):
        scene.people["ivo"].active = False
        save_person(scene.people["ivo"], actor=SYSTEM)
        PersonProfile.objects.filter(person=scene.people["abe"]).update(capacity=7)
        PersonLoad.objects.create(person=scene.people["abe"], last_assigned_at=at)
    assert (standing(scene, "ivo").active, standing(scene, "ivo").capacity) == (False, None)
    assert (standing(scene, "abe").active, standing(scene, "abe").capacity) == (True, 7)
    assert standing(scene, "abe").last_assigned == at


def test_who_is_away_off_or_represented(scene: Scene) -> None:
    today = timezone.localdate()
    with acting_as(SYSTEM):
        PersonProfile.objects.filter(person=scene.people["abe"]).update(away=True, substitute=scene.people["ivo"])
        off = {"first_day": today - timedelta(days=1), "last_day": today + timedelta(days=10)}
        TimeOff.objects.create(person=scene.people["bea"], **off)
    assert standing(scene, "abe").minutes_to_working_hour is None
    assert standing(scene, "abe").substitute == scene.people["ivo"].pk
    assert 10 * 24 * 60 < (standing(scene, "bea").minutes_to_working_hour or 0) <= 12 * 24 * 60
    assert standing(scene, "ivo").minutes_to_working_hour == 60


def test_what_is_known_of_the_company(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Organization.objects.filter(name=GANTRY).update(type="reseller", country="Canada")
    assert dict(person(scene, "abe").organization.attributes) == {"type": ("reseller",), "country": ("Canada",)}


def test_standings_cost_four_statements(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """One of them asks whether the calendars changed, which are kept."""
    with acting_as(SYSTEM):
        load_standings(timezone.now())
        with django_assert_num_queries(4):
            load_standings(timezone.now())
