from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.core.actor import Actor
from prm.core.rls import acting_as
from prm.core.saved_searches import actions
from prm.core.saved_searches.actions import change_search, delete_search, save_search
from prm.core.saved_searches.models import LONGEST_QUERY, SavedSearch
from tests.opportunities.scene import Scene


def save(actor: Actor, name: str = "Won", **changed: Any) -> SavedSearch:
    return save_search(**{"actor": actor, "list_name": "lists:some", "name": name, "query": "stage=won"} | changed)


def test_saving_twice_is_saving_once(scene: Scene) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        first = save(pat)
        assert save(pat).pk == first.pk
        assert (first.person_id, first.organization_id, first.shared) == (pat.person_id, pat.organization_id, False)


def test_names_are_once_a_person_and_list(scene: Scene) -> None:
    pat, pia = scene.actor("pat"), scene.actor("pia")
    with acting_as(pat):
        save(pat)
        save(pat, list_name="lists:other")
        with pytest.raises(ValidationError) as refused:
            save(pat, query="stage=lost")
    assert list(refused.value.message_dict) == ["name"]
    with acting_as(pia):
        save(pia)
        assert SavedSearch.objects.visible_to(pia).count() == 1


def test_bounds(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    pat = scene.actor("pat")
    with acting_as(pat):
        save(pat, query="x" * LONGEST_QUERY)
        with pytest.raises(ValidationError, match="asks for too much"):
            save(pat, "Long", query="x" * (LONGEST_QUERY + 1))
        save(pat, "Second")
        with pytest.raises(ValidationError, match="You have 2 searches here"):
            save(pat, "Third")


def test_changing_and_deleting(scene: Scene) -> None:
    pat, pia = scene.actor("pat"), scene.actor("pia")
    with acting_as(pat):
        search, other = save(pat, shared=True), save(pat, "Other")
        assert change_search(search, actor=pat, name="Closed", shared=True).name == "Closed"
        with pytest.raises(ValidationError):
            change_search(other, actor=pat, name="Closed", shared=False)
    with acting_as(pia):
        for change in (
            lambda: change_search(search, actor=pia, name="Hers", shared=True),
            lambda: delete_search(search, actor=pia),
        ):
            with pytest.raises(PermissionDenied):
                change()
    with acting_as(pat):
        delete_search(search, actor=pat)
        delete_search(search, actor=pat)
        assert SavedSearch.objects.visible_to(pat).count() == 1
