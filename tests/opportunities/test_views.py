"""My Opportunities through the middleware, as each of the cast opens it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import NewAccount, NewContact
from opportunities.filters import OpportunityFilter
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from tests.opportunities.entering import entered, entry_of
from tests.opportunities.pages import read
from tests.opportunities.scene import BOSSES, CARDINAL, PEOPLE, TODAY, Scene

MY = "/opportunities/"


def rows(client: Client, address: str = MY) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [row.name for row in response.context["listing"].page.rows]


@pytest.mark.parametrize("name", PEOPLE)
def test_it_lists_those_on_whose_team_one_is(scene: Scene, name: str) -> None:
    entered(scene, "pat", name="Shared", people=["bea", "abe"])
    entered(scene, "olga", name="Of Harborline")
    expected = {"pat": ["Shared"], "bea": ["Shared"], "abe": ["Shared"], "olga": ["Of Harborline"]}
    assert rows(scene.client(name)) == expected.get(name, [])


def test_what_was_entered_in_error_is_left_out(scene: Scene) -> None:
    wrong = entered(scene, "pat")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
    assert rows(scene.client("pat")) == []


@pytest.mark.parametrize(("name", "partner_shown"), [("pat", False), ("bea", True)])
def test_a_row_in_words(scene: Scene, name: str, partner_shown: bool) -> None:
    account = NewAccount("Ashgrove Steel", city="Toledo", region="OH")
    entered(scene, "pat", name="Line 3", people=["bea"], account=account, amount=Decimal("12500"), stage="proposal")
    page = scene.client(name).get(MY)
    table = page.content.decode().split("<tbody")[1].split("</tbody>")[0]
    for words in ("Line 3", "Ashgrove Steel · Toledo, OH", "12,500", "50% likely", "Proposal", "0 days in stage"):
        assert words in table
    assert "Nothing planned" in table
    assert (f"Toledo, OH · {CARDINAL}" in table) is partner_shown


def test_the_head_counts_and_adds_up(scene: Scene) -> None:
    entered(scene, "pat", amount=Decimal(1000), currency="EUR")
    entered(scene, "pat", amount=Decimal(900))
    page = scene.client("pat").get(MY).content.decode()
    assert "2 opportunities" in page
    assert "2,000" in page
    assert "200" in page


@pytest.mark.parametrize(
    ("name", "address", "words", "button"),
    [
        ("pat", MY, "Enter your first one.", True),
        ("abe", MY, "Partners’ opportunities appear here", True),
        ("eve", MY, "Opportunities on whose sales team you are will stand here.", False),
        ("pat", f"{MY}?search=router", "Nothing here fits this search", True),
        ("pat", f"{MY}?stage=won", "Clear filters", True),
    ],
)
def test_an_empty_list_says_what_to_do(scene: Scene, name: str, address: str, words: str, button: bool) -> None:
    page = scene.client(name).get(address).content.decode()
    assert words in page
    assert ("New opportunity" in page.split("<main")[1]) is button


def test_filters_and_sort_hold_on_the_next_page(scene: Scene) -> None:
    with acting_as(SYSTEM):
        entries = [entry_of(scene, "pat", name=f"Deal {number:02}", stage="won") for number in range(27)]
        enter_opportunities(entries, actor=SYSTEM)
    client = scene.client("pat")
    first = client.get(f"{MY}?stage=won&search=deal&sort=-name")
    assert [row.name for row in first.context["listing"].page.rows] == [
        f"Deal {number:02}" for number in range(26, 1, -1)
    ]
    query = urlencode(
        {"stage": "won", "search": "deal", "sort": "-name", "cursor": first.context["listing"].page.next_cursor}
    )
    assert f"?{query.replace('&', '&amp;')}" in first.content.decode()
    assert "1–25 of 27" in first.content.decode()
    assert "26–27 of 27" in client.get(f"{MY}?{query}").content.decode()
    assert rows(client, f"{MY}?{query}") == ["Deal 01", "Deal 00"]


def test_a_filter_nobody_can_mean_is_named(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3")
    response = scene.client("pat").get(f"{MY}?stage=closing")
    assert "This filter was left out." in response.content.decode()
    assert [row.name for row in response.context["listing"].page.rows] == ["Line 3"]


def test_only_reading(scene: Scene) -> None:
    assert scene.client("pat").post(MY).status_code == 405
    signed_out = Client().get(MY)
    assert (signed_out.status_code, signed_out.headers["Location"]) == (302, f"/sign-in/?next={MY}")


LISTS = {"my": MY, "team": f"{MY}team/", "all": f"{MY}all/"}


@pytest.mark.parametrize("name", PEOPLE)
def test_each_is_offered_the_lists_that_differ(scene: Scene, name: str) -> None:
    client, role = scene.client(name), PEOPLE[name][1]
    may = {
        "my": True,
        "team": name in BOSSES.values() or role == "channel_manager",
        "all": role not in ("partner_rep", "sales_agent"),
    }
    page = client.get(MY).content.decode().split("<main")[1]
    for each, address in LISTS.items():
        assert client.get(address).status_code == (200 if may[each] else 403), each
        assert (f'href="{address}"' in page) is ((may[each] and sum(may.values()) > 1) or each == "my")


def test_the_company_is_the_own_one_until_those_below_are_asked_for(scene: Scene) -> None:
    entered(scene, "dana", name="Of Summit")
    entered(scene, "pat", name="Of Cardinal")
    entered(scene, "pia", name="Secret of Cardinal", restricted=True)
    entered(scene, "olga", name="Of Harborline")
    dana = scene.client("dana")
    assert rows(dana, LISTS["all"]) == ["Of Summit"]
    below = dana.get(f"{LISTS['all']}?below=yes")
    assert sorted(row.name for row in below.context["listing"].page.rows) == ["Of Cardinal", "Of Summit"]
    assert "1 restricted opportunity is counted above" in below.content.decode()
    assert sorted(rows(scene.client("pam"), LISTS["all"])) == ["Of Cardinal", "Secret of Cardinal"]
    assert "below=yes" not in scene.client("pam").get(LISTS["all"]).content.decode()


def test_a_search_says_nothing_of_restricted_ones(scene: Scene) -> None:
    entered(scene, "pat", name="Secret of Pat", restricted=True)
    page = scene.client("eve").get(LISTS["all"])
    assert page.context["listing"].totals.hidden == 1
    assert "Secret" not in page.content.decode()
    searched = scene.client("eve").get(f"{LISTS['all']}?search=secret")
    assert searched.context["listing"].totals.count == 0


def test_a_search_finds_by_the_index_what_the_reader_may_see(scene: Scene) -> None:
    for who in ("pat", "olga"):
        contact = NewContact(f"Zoë of {who}")
        entered(scene, who, name=f"Deal of {who}", account=NewAccount(f"Ashgrove of {who}"), contact=contact)
    searches = ("search=deal+of", "search=ashgrove", "search=ZOE", "search=%25")
    for name, found in (("pam", ["Deal of pat"]), ("otto", ["Deal of olga"]), ("eve", ["Deal of olga", "Deal of pat"])):
        seen = [sorted(rows(scene.client(name), f"{LISTS['all']}?{search}")) for search in searches]
        assert seen == [found, found, found, []], name


def test_saved_searches_are_tabs(scene: Scene) -> None:
    actor = scene.actor("pam")
    with acting_as(actor):
        save_search(actor=actor, list_name="opportunities:my", name="Won ones", query="stage=won")
    client = scene.client("pam")
    page = client.get(f"{MY}?stage=won&cursor=&search=").content.decode()
    assert '<a href="/opportunities/?stage=won" aria-current="page">Won ones</a>' in page
    assert "Save this search" not in page
    assert "Save this search" in client.get(f"{MY}?stage=lost").content.decode()
    assert "Won ones" not in client.get(LISTS["all"]).content.decode()


TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "any",
        "won",
        "proposal",
        "-amount",
        "name",
        "stage",
        "\x00",
        "%",
        "'",
        "board",
        "yes",
        "quarter",
        "1e400",
        "10000-01-01",
    ]
)


NAMES = [*OpportunityFilter.base_filters, "sort", "cursor", "view", "below"]


def test_no_address_breaks_the_list(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3")
    client = scene.client("pat")
    client.raise_request_exception = False
    assert client.get(f"{MY}?{'&'.join(f'partner=aaaaaaaa{number:02}' for number in range(100))}").status_code == 200

    @settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=5))
    def ask(asked: list[tuple[str, str]]) -> None:
        assert client.get(f"{MY}?{urlencode(asked, errors='surrogatepass')}").status_code == 200

    ask()


def test_what_is_closed_says_when(scene: Scene) -> None:
    later = TODAY + timedelta(days=90)
    entered(scene, "pat", name="Sold", stage="won", amount=Decimal(5), close_date=later, entered_on=TODAY)
    text = read(scene.client("pat").get("/opportunities/?stage=won")).text
    assert "closed" in text
    assert "in 90 days" not in text
    assert "days in stage" not in text
