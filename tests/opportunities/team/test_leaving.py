"""What becomes of opportunities when somebody leaves, tried through the verbs that let them go."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from opportunities.models import Member, MemberPeriod, Opportunity
from opportunities.team.leaving import work_on_teams
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.leaving import Work
from prm.directory.models import Person
from prm.directory.people.actions import deactivate_person, move_person
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import CARDINAL, GANTRY, HARBORLINE, Scene


def deactivate(scene: Scene, whom: str, who: str = "ada", named: str = "") -> Person | None:
    actor = scene.actor(who)
    with acting_as(actor):
        return deactivate_person(scene.people[whom], actor=actor, named=scene.people.get(named))


def team(deal: Opportunity) -> tuple[str, set[str]]:
    """Who leads it and who is on its team, by first name."""
    with acting_as(SYSTEM):
        found = Opportunity.objects.select_related("primary_person").get(pk=deal.pk)
        names = Member.objects.of(found).values_list("person__name", flat=True)
        return found.primary_person.name.split()[0], {name.split()[0] for name in names}


def told(scene: Scene, deal: Opportunity) -> str:
    """The history as Pam reads it."""
    return read(scene.client("pam").get(f"/opportunities/{deal.key}/history/")).text


def test_what_a_partner_rep_led_goes_to_the_manager_they_report_to(scene: Scene) -> None:
    led = entered(scene, "pat", people=("pia",))
    closed = entered(scene, "pat", stage="won")
    other = entered(scene, "pia", people=("pat",))
    with acting_as(SYSTEM):
        assert work_on_teams(scene.people["pat"]) == Work(led_open=1, led_closed=1, on_teams=1)
    assert deactivate(scene, "pat", "pam") == scene.people["pam"]
    assert team(led) == ("Pam", {"Pam", "Pia"})
    assert team(closed)[0] == "Pam"
    assert team(other) == ("Pia", {"Pia"})
    assert "deactivated Pat Moreau, who left the sales team; Pam Okafor is primary now" in told(scene, led)
    assert "deactivated Pat Moreau, who left the sales team" in told(scene, other)
    assert "is primary now" not in told(scene, other)


def test_periods_and_version_are_right(scene: Scene) -> None:
    led = entered(scene, "pia")
    deactivate(scene, "pia", "pam")
    with acting_as(SYSTEM):
        periods = MemberPeriod.objects.of(led)
        assert periods.get(person=scene.people["pia"]).until is not None
        assert periods.get(person=scene.people["pam"]).until is None
        found = Opportunity.objects.get(pk=led.pk)
        assert (found.version, found.former_primary_id) == (led.version + 1, None)
        assert Member.objects.of(led).get(person=scene.people["pam"]).added_by_id == scene.people["pam"].pk


def test_another_manager_follows_whose_own_one_is_gone(scene: Scene) -> None:
    """Pia reports to Pat, who is no manager."""
    led = entered(scene, "pia")
    assert deactivate(scene, "pia") == scene.people["pam"]
    assert team(led)[0] == "Pam"


def test_without_a_manager_the_channel_manager_follows(scene: Scene) -> None:
    led, of_pia = entered(scene, "pam"), entered(scene, "pia")
    assert deactivate(scene, "pam") == scene.people["bea"]
    deactivate(scene, "pia")
    assert (team(led)[0], team(of_pia)[0]) == ("Bea", "Bea")
    with acting_as(SYSTEM):
        assert Opportunity.objects.get(pk=of_pia.pk).former_primary_id == scene.people["pia"].pk


def test_at_the_brand_owner_whom_they_report_to(scene: Scene) -> None:
    led, joined = entered(scene, "abe"), entered(scene, "pat", people=("bea",))
    assert deactivate(scene, "abe") == scene.people["bea"]
    assert team(led) == ("Bea", {"Bea"})
    assert deactivate(scene, "bea") == scene.people["cem"]
    assert team(joined) == ("Pat", {"Pat"})
    with acting_as(SYSTEM):
        scene.organizations[CARDINAL].refresh_from_db()
        assert scene.organizations[CARDINAL].channel_manager == scene.people["cem"]


def test_a_successor_has_to_be_named_where_nobody_follows(scene: Scene) -> None:
    led = entered(scene, "ivo")
    for wrong in ("", "pat", "eve", "ivo"):
        with pytest.raises(ValidationError, match="Nobody follows Ivo Extra by themselves"):
            deactivate(scene, "ivo", named=wrong)
    assert team(led) == ("Ivo", {"Ivo"})
    assert deactivate(scene, "ivo", named="abe") == scene.people["abe"]
    assert team(led) == ("Abe", {"Abe"})


def test_nobody_has_to_be_named_for_somebody_who_leads_nothing(scene: Scene) -> None:
    assert deactivate(scene, "ivo") is None
    with acting_as(SYSTEM):
        assert not Person.objects.get(pk=scene.people["ivo"].pk).active


@pytest.mark.parametrize(("company", "role"), [(HARBORLINE, "partner_manager"), (GANTRY, "sales_agent")])
def test_moving_ends_everything_at_the_former_company(scene: Scene, company: str, role: str) -> None:
    led, actor = entered(scene, "pat"), scene.actor("ada")
    with acting_as(actor):
        new = move_person(scene.people["pat"], scene.organizations[company], role, actor=actor)
        assert new is not None
        assert move_person(scene.people["pat"], scene.organizations[company], role, actor=actor) is None
    assert team(led) == ("Pam", {"Pam"})
    words = "moved Pat Moreau to another company, so they left the sales team; Pam Okafor is primary now"
    assert words in told(scene, led)
    assert "Pat Moreau" in read(scene.client("pam").get(f"/opportunities/{led.key}/")).text.split("1 past member")[1]
    with acting_as(SYSTEM):
        pat, pia = Person.objects.get(pk=scene.people["pat"].pk), Person.objects.get(pk=scene.people["pia"].pk)
        assert (pat.organization.name, pat.active, pat.moved_to) == (CARDINAL, False, new)
        assert (new.organization.name, new.role, new.name, new.active) == (company, role, "Pat Moreau", True)
        assert pia.reports_to_id == scene.people["pam"].pk
    moved = scene.actor("pat")
    assert (moved.person_id, moved.organization_name, moved.role) == (new.pk, company, role)
    assert scene.client("pat").get(f"/opportunities/{led.key}/").status_code == 404
