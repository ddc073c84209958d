from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.core.saved_searches.models import SavedSearch
from tests.opportunities.scene import Scene

MY = "/opportunities/searches/my/"


def save(scene: Scene, who: str, name: str, *, shared: bool = False, query: str = "?stage=won") -> SavedSearch:
    fields = {"name": name} | ({"shared": "on"} if shared else {})
    assert scene.client(who).post(f"{MY}save/{query}", fields).status_code == 302
    with acting_as(SYSTEM):
        return SavedSearch.objects.get(name=name)


def test_what_is_searched_for_is_saved_under_a_name(scene: Scene) -> None:
    client = scene.client("pat")
    assert "Save this search" in client.get(f"{MY}save/?stage=won").content.decode()
    answer = client.post(f"{MY}save/?stage=won&search=&cursor=x&view=board", {"name": "Won ones"})
    assert answer.headers["Location"] == "/opportunities/?stage=won"
    with acting_as(SYSTEM):
        saved = SavedSearch.objects.get()
    assert (saved.name, saved.query, saved.list, saved.shared) == ("Won ones", "stage=won", "opportunities:my", False)
    assert "“Won ones” is saved." in client.get(answer.headers["Location"]).content.decode()


def test_a_name_twice_is_refused_at_the_field(scene: Scene) -> None:
    save(scene, "pat", "Won ones")
    answer = scene.client("pat").post(f"{MY}save/?stage=lost", {"name": "Won ones"})
    assert answer.status_code == 422
    assert "You already have a search of this name." in answer.content.decode()
    assert 'value="Won ones"' in answer.content.decode()


def test_an_address_too_long_to_save_is_refused(scene: Scene) -> None:
    long = "&".join(f"partner=aaaaaaa{number}" for number in range(150))
    answer = scene.client("pat").post(f"{MY}save/?{long}", {"name": "Long"})
    assert (answer.status_code, "asks for too much" in answer.content.decode()) == (422, True)


def test_colleagues_see_what_is_shared(scene: Scene) -> None:
    own, shared = save(scene, "pat", "Own"), save(scene, "pat", "For all", shared=True)
    page = scene.client("pia").get(MY).content.decode()
    assert "shared by Pat Moreau" in page
    assert "Own" not in page
    assert shared.key not in page
    manager = scene.client("pam").get(MY).content.decode()
    assert f"/opportunities/search/{shared.key}/delete/" in manager
    assert own.key not in manager
    assert "For all" not in scene.client("olga").get(MY).content.decode()


@pytest.mark.parametrize(("name", "status"), [("pat", 302), ("pam", 302), ("pia", 403), ("olga", 404), ("ada", 404)])
def test_who_may_rename_and_delete_a_shared_search(scene: Scene, name: str, status: int) -> None:
    search = save(scene, "pat", "Won ones", shared=True)
    client, address = scene.client(name), f"/opportunities/search/{search.key}/"
    assert client.get(address).status_code == (200 if status == 302 else status)
    assert client.post(address, {"name": "Closed", "shared": "on"}).status_code == status
    with acting_as(SYSTEM):
        search.refresh_from_db()
    assert (search.name == "Closed") is (status == 302)
    assert client.post(f"{address}delete/").status_code == status
    with acting_as(SYSTEM):
        assert SavedSearch.objects.exists() is (status != 302)


def test_renaming_to_a_name_in_use_is_refused(scene: Scene) -> None:
    save(scene, "pat", "First")
    second = save(scene, "pat", "Second", query="?stage=lost")
    answer = scene.client("pat").post(f"/opportunities/search/{second.key}/", {"name": "First"})
    assert (answer.status_code, "already have a search" in answer.content.decode()) == (422, True)


def test_an_empty_page_says_how_to_begin(scene: Scene) -> None:
    assert "No saved searches yet" in scene.client("pat").get(MY).content.decode()
