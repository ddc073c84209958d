"""The search through the middleware: a page, and the parts that htmx asks for."""

from __future__ import annotations

import pytest

from opportunities.entry.records import NewAccount
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene

SEARCH = "/search/"


@pytest.fixture(autouse=True)
def _deal(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3", account=NewAccount("Ashgrove <Steel>"))


def test_the_page_keeps_what_was_typed_and_marks_it(scene: Scene) -> None:
    response = scene.client("pat").get(f"{SEARCH}?q=grove+%3C")
    page = response.content.decode()
    assert read(response).fields["q"] == ["grove <"]
    assert "2 matches for “grove &lt;”" in page
    assert "Ash<mark>grove &lt;</mark>Steel&gt;" in page


def test_the_field_in_the_top_bar_gets_options(scene: Scene) -> None:
    asked = scene.client("pat").get(f"{SEARCH}?q=ashgrove", headers={"HX-Request": "true", "HX-Target": "found"})
    html = asked.content.decode()
    assert "<html" not in html
    assert html.count('role="option"') == 2
    assert 'data-status="2 matches for “ashgrove”"' in html
    assert "HX-Target" in asked["Vary"]


def test_the_page_gets_its_part_that_changes(scene: Scene) -> None:
    asked = scene.client("pat").get(f"{SEARCH}?q=ashgrove", headers={"HX-Request": "true", "HX-Target": "results"})
    html = asked.content.decode()
    assert "<html" not in html
    assert "<h1>2 matches for “ashgrove”</h1>" in html


@pytest.mark.parametrize(("query", "words"), [("", "Type at least two"), ("?q=" + "x" * 10_000, "at most 200")])
def test_what_cannot_be_searched_for_is_answered_in_words(scene: Scene, query: str, words: str) -> None:
    response = scene.client("pat").get(f"{SEARCH}{query}")
    assert response.status_code == 200
    assert words in read(response).text


def test_nothing_found_says_what_is_searched(scene: Scene) -> None:
    assert "found by a part of their name" in read(scene.client("pat").get(f"{SEARCH}?q=nowhere")).text


def test_another_partner_finds_nothing_of_it(scene: Scene) -> None:
    for text in ("ashgrove", "line 3"):
        assert "Nothing found" in read(scene.client("olga").get(f"{SEARCH}?q={text}")).text


def test_every_page_offers_the_search(scene: Scene) -> None:
    assert 'action="/search/"' in scene.client("pat").get("/opportunities/").content.decode()
