"""The opportunity opened at its Sales Team, by each of the cast and while people still join."""

from __future__ import annotations

from typing import Any

import pytest

from opportunities.entry.records import HelpEntry, NewAccount, NewContact
from opportunities.models import Opportunity
from opportunities.team import views
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, Scene

POLLS = 'hx-trigger="load delay:1s"'


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_open_it(scene: Scene, who: str) -> None:
    deal = entered(scene, "pat")
    visible = {"pat", "pam", "dana", "bea", "cem", "ada", "eve"}
    assert scene.client(who).get(f"/opportunities/{deal.key}/").status_code == (200 if who in visible else 404)


def test_a_foreign_address_answers_like_one_that_is_not_there(scene: Scene) -> None:
    deal, client = entered(scene, "pat"), scene.client("olga")
    foreign, unknown = (client.get(f"/opportunities/{key}/") for key in (deal.key, "aaaaaaaaaa"))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content


def test_once_added_they_find_and_open_it(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    client = scene.client("abe")
    assert client.get(f"/opportunities/{deal.key}/").status_code == 404
    run_rules()
    assert client.get(f"/opportunities/{deal.key}/").status_code == 200
    assert [row.key for row in client.get("/opportunities/").context["listing"].page.rows] == [deal.key]


def test_what_the_page_tells(scene: Scene) -> None:
    deal = entered(
        scene, "pat", name="Line 3", lines=[(ROUTER, "2", "150")], help=(HelpEntry("pricing", "For two"),),
        account=NewAccount("Ashgrove", city="Toledo"), contact=NewContact("Zoë", "zoe@ashgrove.example"),
        next_step="Call", description="Two halls", source="web",
    )  # fmt: skip
    text = read(scene.client("bea").get(f"/opportunities/{deal.key}/")).text
    told = ["Line 3", "Ashgrove", "Toledo", "Cardinal Systems", ROUTER, "× 2", "300", "10% of the amount", "Call"]
    told += ["Pricing or special price", "For two", "Zoë", "zoe@ashgrove.example", "Two halls", "Web", "New business"]
    for words in [*told, "from 1 revenue line", "People are joining."]:
        assert words in text


def test_while_people_join_the_team_asks_for_itself(scene: Scene) -> None:
    deal, client = entered(scene, "pat", lines=[(ROUTER, "1", "5")]), scene.client("pat")
    page = client.get(f"/opportunities/{deal.key}/").content.decode()
    assert POLLS in page
    assert "People are joining." in page
    fragment = client.get(f"/opportunities/{deal.key}/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<div class="stackv" id="team"')
    assert POLLS in fragment
    assert "<main" not in fragment
    run_rules()
    done = client.get(f"/opportunities/{deal.key}/", headers={"HX-Request": "true"}).content.decode()
    assert POLLS not in done
    assert "3 people work on this together." in done
    for words in ("Abe Sato", "Why Abe?", "Bea Lindqvist", "Why Bea?", "Added by assignment"):
        assert words in done


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_the_reason_of_nobody_found_stands_there_for_both_sides(scene: Scene, who: str) -> None:
    deal = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run_rules()
    page = scene.client(who).get(f"/opportunities/{deal.key}/")
    text = read(page).text
    assert POLLS not in page.content.decode()
    assert "Nobody was found for “Sales agents”: 2 people were considered, 2 not fitting." in text
    for name in ("Abe", "Ivo"):
        assert name not in text


@pytest.mark.parametrize("ran", [False, True])
@pytest.mark.parametrize("who", ["pat", "bea"])
@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("The customer asked for one contact only.", "rules add nobody: The customer asked for one contact only."),
        ("", "rules add nobody. No reason was given."),
    ],
)
def test_a_locked_assignment_says_so_with_its_reason(
    scene: Scene, reason: str, words: str, who: str, ran: bool
) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    with acting_as(SYSTEM):
        Opportunity.objects.update(assignment_locked=True, lock_reason=reason)
    if ran:
        run_rules()
    page = scene.client(who).get(f"/opportunities/{deal.key}/")
    assert f"Assignment is locked for this opportunity, so {words}" in read(page).text
    assert POLLS not in page.content.decode()


def test_a_direct_deal_shows_one_company(scene: Scene) -> None:
    deal = entered(scene, "abe", lines=[(ROUTER, "1", "5")])
    run_rules()
    page = scene.client("abe").get(f"/opportunities/{deal.key}/")
    assert [company.name for company in page.context["companies"]] == ["Gantry"]


def test_assignment_that_ends_while_the_page_is_made_is_not_missed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that no longer asks for itself must show the people who joined."""
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    original = views.frame

    def slow_frame(*arguments: Any) -> dict[str, Any]:
        made = original(*arguments)
        run_rules()  # commits after the team was read
        return made

    monkeypatch.setattr(views, "frame", slow_frame)
    page = scene.client("pat").get(f"/opportunities/{deal.key}/").content.decode()
    assert POLLS in page or "Why Bea?" in page
