from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from prm.core.saved_searches.models import SavedSearch
from prm.directory.erasing.actions import erase_person, export_person
from prm.directory.models import Organization, Person
from prm.notifications.models import NoticePreference
from tests.cast import World
from tests.opportunities.pages import read


def page(world: World, whom: str) -> str:
    return f"/people/{world.people[whom].key}/move/"


def sent(world: World, company: str, role: str) -> dict[str, str]:
    return {"organization": getattr(world, company).key, "role": role}


def test_moved_with_the_sign_in_and_without_the_past(world: World) -> None:
    client = world.client("ada")
    answer = client.post(page(world, "pat"), sent(world, "harborline", "partner_manager"), follow=True)
    assert "Pat Moreau works for Harborline now." in read(answer).text
    former = read(client.get(f"/people/{world.pat.key}/")).text
    assert "Pat Moreau works for Harborline now." in former
    assert "Not active" in former
    seen_by_pam = read(world.client("pam").get(f"/people/{world.pat.key}/")).text
    assert "Not active" in seen_by_pam
    assert "Harborline" not in seen_by_pam
    moved = world.actor("pat")
    assert (moved.organization_name, moved.role) == ("Harborline", "partner_manager")
    assert "Olga Brandt" in read(world.client("pat").get("/company/")).text
    assert world.client("pat").get(f"/people/{world.pam.key}/").status_code == 404


def test_who_was_let_go_before_leaves_no_partner_behind_when_they_move(world: World) -> None:
    """Without anybody above them they kept their partners and reports until then."""
    ada = world.client("ada")
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.abe.pk).update(reports_to=world.bea)
    ada.post(f"/people/{world.bea.key}/deactivate/")
    with acting_as(SYSTEM):
        assert Organization.objects.filter(channel_manager=world.bea).exists()
    ada.post(page(world, "bea"), sent(world, "harborline", "partner_rep"))
    with acting_as(SYSTEM):
        assert not Organization.objects.filter(channel_manager=world.bea).exists()
        assert not Person.objects.filter(reports_to=world.bea).exists()


def test_who_moved_is_not_activated_at_the_former_company(world: World) -> None:
    world.client("ada").post(page(world, "pat"), sent(world, "harborline", "partner_rep"))
    for who in ("pam", "ada"):
        assert world.client(who).post(f"/people/{world.pat.key}/activate/").status_code == 403
    assert world.client("ada").get(page(world, "pat")).status_code == 403


@pytest.mark.parametrize(
    ("company", "role", "field"),
    [
        ("gantry", "partner_rep", "id_role"),
        ("harborline", "sales_agent", "id_role"),
        ("cardinal", "partner_rep", "id_organization"),
        ("harborline", "", "id_role"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(world: World, company: str, role: str, field: str) -> None:
    answer = world.client("ada").post(page(world, "pat"), sent(world, company, role))
    assert answer.status_code == 422
    assert field in read(answer).errors


def test_the_company_is_chosen_first_and_can_be_chosen_again(world: World) -> None:
    client, address = world.client("ada"), page(world, "pat")
    first = read(client.get(address))
    assert "role" not in first.fields
    second = read(client.get(address, {"organization": world.gantry.key}))
    assert "Move Pat Moreau to Gantry" in second.text
    assert second.fields["organization"] == [world.gantry.key]
    assert "Choose another company" in second.text
    assert "role" not in read(client.get(address, {"organization": world.cardinal.key})).fields


@pytest.mark.parametrize(("who", "status"), [("pam", 403), ("bea", 403), ("eve", 403), ("olga", 404)])
def test_only_administrators_move_people(world: World, who: str, status: int) -> None:
    answer = world.client(who).post(page(world, "pat"), sent(world, "harborline", "partner_rep"))
    assert answer.status_code == status


def test_becoming_an_administrator_opens_django_admin(world: World) -> None:
    world.client("ada").post(page(world, "abe"), sent(world, "cardinal", "partner_rep"))
    assert world.actor("abe").is_partner
    assert world.client("abe").get("/admin/").status_code != 200
    world.client("ada").post(page(world, "pat"), sent(world, "gantry", "administrator"))
    assert world.client("pat").get("/admin/").status_code == 200


def test_whoever_moved_is_forgotten_and_exported_everywhere(world: World) -> None:
    world.client("ada").post(page(world, "pat"), sent(world, "harborline", "partner_rep"))
    with acting_as(SYSTEM):
        new = Person.objects.get(moved_from=world.pat)
        assert [row["person"]["organization"] for row in export_person(new, actor=SYSTEM)["at_other_companies"]] == [
            "Cardinal Systems"
        ]
        Person.objects.filter(pk=new.pk).update(active=False)
        assert erase_person(world.pat, actor=SYSTEM)
        assert not erase_person(new, actor=SYSTEM)
        assert not Person.objects.filter(name="Pat Moreau").exists()


def test_own_choices_go_along_and_what_names_somebody_does_not(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        for name, query in (
            ("Late", "idle=yes&stage=any"),
            ("Theirs", "search=Larkspur"),
            ("Pam", "member=aaaaaaaaaa"),
        ):
            save_search(actor=pat, list_name="opportunities:my", name=name, query=query)
        save_search(actor=pat, list_name="opportunities:my", name="Ours", query="search=Larkspur", shared=True)
        NoticePreference.objects.create(person=world.pat, organization=world.cardinal, by_mail=False)
    world.client("ada").post(page(world, "pat"), sent(world, "harborline", "partner_rep"))
    moved, pam = world.actor("pat"), world.actor("pam")
    with acting_as(moved):
        assert [search.name for search in SavedSearch.objects.visible_to(moved)] == ["Late"]
        assert not NoticePreference.objects.get(person_id=moved.person_id).by_mail
    with acting_as(pam):
        assert [search.name for search in SavedSearch.objects.visible_to(pam)] == ["Ours"]
    with acting_as(SYSTEM):
        assert SavedSearch.objects.count() == 2
