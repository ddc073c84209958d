"""The skills tab as people meet it."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene
from tests.opportunities.statements import statements

# Session, user, actor, the context before, its own and after, person, skills, profile.
MOST = 9
HOSTILE = ["x" * 10_000, "\u202eflipped", "🦊" * 300, "<script>"]


def page(scene: Scene, who: str, whose: str = "abe", more: str = "", **typed: Any) -> Any:
    client, address = scene.client(who), f"/people/{scene.people[whose].key}/skills/{more}"
    return client.post(address, typed) if typed else client.get(address)


def skill(scene: Scene, whose: str = "abe") -> PersonSkill:
    with acting_as(SYSTEM):
        return PersonSkill.objects.select_related("level").get(person=scene.people[whose])


def test_who_looks_finds_no_way_to_change(scene: Scene) -> None:
    for who in ("abe", "ivo", "eve"):
        text = page(scene, who).content.decode()
        assert "Routers" in text, who
        assert "Expert" in text, who
        assert "Great Lakes" in text, who
        assert "Add skill" not in text, who
        assert "Remove" not in text, who
    assert "Add skill" in page(scene, "bea").content.decode()


@pytest.mark.parametrize("who", ["pia", "pam", "olga", "dana"])
@pytest.mark.parametrize("whose", ["abe", "pia"])
def test_partners_find_nothing(scene: Scene, who: str, whose: str) -> None:
    for more in ("", "add/", "place/"):
        assert page(scene, who, whose, more).status_code == 404


def test_people_of_partners_have_no_such_tab(scene: Scene) -> None:
    assert page(scene, "ada", "pat").status_code == 404
    shown = scene.client("ada").get(f"/people/{scene.people['pat'].key}/").content.decode()
    assert "/skills/" not in shown
    assert "/skills/" in scene.client("ada").get(f"/people/{scene.people['abe'].key}/").content.decode()


def test_nothing_noted_yet(scene: Scene) -> None:
    text = page(scene, "ada", "bob").content.decode()
    assert "No skills yet" in text
    assert "Add skill" in text


def test_a_manager_adds_changes_and_removes(scene: Scene) -> None:
    assert page(scene, "bea", more="add/", item="product:Trolley Tablet", level="Novice").status_code == 302
    assert page(scene, "bea", more="add/", certification="Network  Professional", level="Expert").status_code == 302
    with acting_as(SYSTEM):
        found = {row.item: row for row in PersonSkill.objects.filter(person=scene.people["abe"])}
    assert set(found) == {"Routers", "Trolley Tablet", "Network Professional"}
    key = found["Trolley Tablet"].key
    opened = page(scene, "bea", more=f"{key}/")
    assert read(opened).fields["level"] == ["Novice"]
    page(scene, "bea", more=f"{key}/", level="Expert")
    scene.client("bea").post(f"/people/{scene.people['abe'].key}/skills/{found['Routers'].key}/remove/")
    with acting_as(SYSTEM):
        left = PersonSkill.objects.filter(person=scene.people["abe"]).values_list("item", "level__name")
        assert set(left) == {("Trolley Tablet", "Expert"), ("Network Professional", "Expert")}


def test_a_skill_that_is_listed_already_is_refused_at_its_field(scene: Scene) -> None:
    refused = page(scene, "bea", more="add/", item="product_line:Routers", level="Novice")
    assert refused.status_code == 422
    assert read(refused).errors["id_item"].strip() == "This is listed already. Change its expertise in the list."
    assert read(refused).fields["item"] == ["product_line:Routers"]


@pytest.mark.parametrize("field", ["item", "certification", "level"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_skills_are_refused_or_kept_as_text(scene: Scene, field: str, value: str) -> None:
    typed = {"certification": "Known", "level": "Expert"} | {field: value}
    answer = page(scene, "bea", more="add/", **typed)
    kept = field == "certification" and len(value) <= 160
    assert answer.status_code == (302 if kept else 422)
    assert "<script>" not in page(scene, "abe").content.decode().split("<main")[1]


@pytest.mark.parametrize("field", ["territory", "country", "region", "postal_code"])
@pytest.mark.parametrize("value", HOSTILE[:3])
def test_hostile_places_are_refused_and_kept_in_the_form(scene: Scene, field: str, value: str) -> None:
    answer = page(scene, "bea", more="place/", **{"country": "Here"} | {field: value})
    fits = value == "\u202eflipped" and field != "territory"
    assert answer.status_code == (302 if fits else 422)
    if not fits and field != "country":
        assert read(answer).fields["country"] == ["Here"]


def test_the_place_is_set_and_shown(scene: Scene) -> None:
    typed = {"territory": scene.bavaria.key, "country": "Germany", "region": "Bavaria", "postal_code": "80331"}
    assert page(scene, "bea", more="place/", **typed).status_code == 302
    with acting_as(SYSTEM):
        profile = PersonProfile.objects.get(person=scene.people["abe"])
    assert (profile.territory_id, profile.country, profile.postal_code) == (scene.bavaria.pk, "Germany", "80331")
    assert "Germany" in page(scene, "ivo").content.decode()


def test_somebody_elses_skill_is_not_found_here(scene: Scene) -> None:
    assert page(scene, "ada", "bea", f"{skill(scene).key}/").status_code == 404


@pytest.mark.parametrize("who", ["ivo", "bea"])
def test_the_tab_costs_the_same_for_one_row_and_for_three(scene: Scene, who: str) -> None:
    page(scene, who)
    for items in ((), ("Servers", "Tablets")):
        with acting_as(SYSTEM):
            level = ExpertiseLevel.objects.get(name="Novice")
            for item in items:
                PersonSkill.objects.create(person=scene.people["abe"], kind="product_line", item=item, level=level)
        client, address = scene.client(who), f"/people/{scene.people['abe'].key}/skills/"
        client.get(address)
        found = [sql for sql in statements(lambda: client.get(address)) if "SAVEPOINT" not in sql]  # noqa: B023
        assert len(found) == MOST, "\n".join(found)
