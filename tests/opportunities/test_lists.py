from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from opportunities.lists import address, canonical, list_of, scope_of, switch
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from tests.opportunities.scene import Scene

MY = "opportunities:my"


@pytest.mark.parametrize(
    ("query", "spelled"),
    [
        ("", ""),
        ("stage=won&search=&cursor=abc&view=board", "stage=won"),
        ("stage=won&stage=lost&search=b+c&stage=won", "search=b+c&stage=lost&stage=won"),
        ("sort=-amount&below=yes", "below=yes&sort=-amount"),
    ],
)
def test_a_search_has_one_spelling(query: str, spelled: str) -> None:
    assert canonical(QueryDict(query)) == spelled


def test_an_address_with_something_changed() -> None:
    assert address("/o/", "stage=won&cursor=x", cursor=None, view="board") == "/o/?stage=won&view=board"
    assert address("/o/", "view=board&stage=won&stage=lost", view=None, stage="won") == "/o/?stage=won"
    assert address("/o/", "cursor=x", cursor=None) == "/o/"


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("olga", []),
        ("ivo", []),
        ("pat", ["My", "My team’s"]),
        ("pam", ["My", "My team’s", "All"]),
        ("eve", ["My", "All"]),
        ("bea", ["My", "My team’s", "All"]),
    ],
)
def test_who_is_offered_which_lists(scene: Scene, name: str, offered: list[str]) -> None:
    actor = scene.actor(name)
    assert [link.label for link in switch(actor, "my")] == offered


def test_lists_that_are_not_offered_or_not_there(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        scope_of("all", scene.actor("ivo"))
    with pytest.raises(PermissionDenied):
        scope_of("team", scene.actor("olga"))
    with pytest.raises(Http404):
        scope_of("theirs", scene.actor("ada"))


def shown(scene: Scene, name: str, query: str = "") -> dict[str, object]:
    actor = scene.actor(name)
    with acting_as(actor):
        return list_of("my", QueryDict(query), actor).context()


def test_the_open_ones_in_every_spelling_are_no_search(scene: Scene) -> None:
    every = "stage=prospecting&stage=qualification&stage=proposal&stage=negotiation&search="
    for query in ("", every, "view=board"):
        context = shown(scene, "pat", query)
        assert (context["searched_for"], context["may_save"]) == ("", False)
        assert [tab.is_current for tab in context["tabs"]] == [True]  # type: ignore[attr-defined]


def test_tabs_are_ones_own_searches_and_those_of_the_company(scene: Scene) -> None:
    for who, name, shared in (("pat", "Of Pat", False), ("pam", "Of Cardinal", True), ("olga", "Of Harborline", True)):
        actor = scene.actor(who)
        with acting_as(actor):
            save_search(actor=actor, list_name=MY, name=name, query="stage=won", shared=shared)
    tabs = shown(scene, "pat", "stage=won&view=board")["tabs"]
    assert [(tab.label, tab.is_current, tab.is_shared) for tab in tabs] == [  # type: ignore[attr-defined]
        ("Open", False, False),
        ("Of Cardinal", True, True),
        ("Of Pat", True, False),
    ]
    assert tabs[1].url == "/opportunities/?stage=won&view=board"  # type: ignore[index]
    assert [tab.label for tab in shown(scene, "pia")["tabs"]] == ["Open", "Of Cardinal"]  # type: ignore[attr-defined]


def test_a_form_for_one_filter_keeps_the_others(scene: Scene) -> None:
    context = shown(scene, "pat", "sort=-amount&view=board&type=new&type=renewal&idle=yes&stage=won&cursor=x")
    assert context["kept_fields"] == [
        ("sort", "-amount"),
        ("view", "board"),
        ("type", "new"),
        ("type", "renewal"),
        ("idle", "yes"),
    ]
