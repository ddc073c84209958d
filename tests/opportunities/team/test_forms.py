from __future__ import annotations

import pytest

from opportunities.team.forms import AddForm, offered_people
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import CARDINAL, Scene, add_person


def test_two_people_of_one_name_need_the_list(scene: Scene) -> None:
    deal, pat = entered(scene, "pat"), scene.actor("pat")
    with acting_as(SYSTEM):
        first = add_person(scene, "tom", CARDINAL, Role.PARTNER_REP)
        second = add_person(scene, "tim", CARDINAL, Role.PARTNER_REP)
        second.name, second.name_sort = first.name, first.name_sort
        second.save()
    with acting_as(pat):
        page = seen(deal, pat)
        form = AddForm({"person": first.name}, opportunity=page, actor=pat)
        assert form.is_valid() is False
        assert form.errors["person"] == ["Several people are called that. Choose one of the list."]
        form = AddForm({"person": first.name, "person_key": second.key}, opportunity=page, actor=pat)
        assert form.is_valid()
        assert form.cleaned_data["chosen"] == second


def test_a_key_whose_name_was_typed_over_does_not_count(scene: Scene) -> None:
    deal, pat = entered(scene, "pat"), scene.actor("pat")
    with acting_as(pat):
        typed = {"person": scene.people["pam"].name, "person_key": scene.people["pia"].key}
        form = AddForm(typed, opportunity=seen(deal, pat), actor=pat)
        assert form.is_valid()
        assert form.cleaned_data["chosen"] == scene.people["pam"]


@pytest.mark.parametrize(("typed", "names"), [("pi", ["pia"]), ("p", []), ("", []), ("OLGA", []), ("extra", ["pia"])])
def test_what_the_list_offers(scene: Scene, typed: str, names: list[str]) -> None:
    deal, pat = entered(scene, "pat"), scene.actor("pat")
    with acting_as(pat):
        found = offered_people(typed, seen(deal, pat), pat)
    assert found == [scene.people[name] for name in names]
