"""The page with every filter, and that what it sends is understood."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Territory
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, GANTRY, HARBORLINE, ROUTER, TABLET, TODAY, Scene

FILTERS, ALL = "/opportunities/filters/all/", "/opportunities/all/"


def found(scene: Scene, query: str, who: str = "eve", address: str = ALL) -> list[str]:
    response = scene.client(who).get(f"{address}?stage=any&{query}")
    assert response.context["filter"].problems == []
    return sorted(row.name for row in response.context["listing"].page.rows)


@pytest.fixture
def deals(scene: Scene) -> Scene:
    account = NewAccount("Ashgrove", country="United States", region="OH")
    entered(scene, "pat", name="A", people=["abe"], lines=[(ROUTER, "1", "90")], account=account, source="web")
    entered(scene, "olga", name="B", lines=[(TABLET, "2", "35")], type="renewal", close_date=TODAY + timedelta(days=2))
    entered(scene, "abe", name="C", amount=Decimal(5000), source="referral")
    return scene


def test_each_filter_finds_what_it_says(deals: Scene) -> None:
    keys = {name: row.key for name, row in deals.organizations.items()}
    asked = {
        f"partner={keys[CARDINAL]}": ["A"],
        f"partner={keys[CARDINAL]}&partner={keys[HARBORLINE]}": ["A", "B"],
        f"partner={keys[GANTRY]}": ["C"],
        f"product={deals.products[ROUTER].key}": ["A"],
        f"member={deals.people['abe'].key}": ["A", "C"],
        f"territory={deals.great_lakes.key}": ["A", "B"],
        "source=web": ["A"],
        "source=web&source=referral": ["A", "C"],
        "type=renewal": ["B"],
        "amount_from=70&amount_to=5,000": ["A", "B", "C"],
        "amount_from=%2471": ["A", "C"],
        "closes=soon": ["B"],
        f"closes_from={TODAY}&closes_to={TODAY + timedelta(days=2)}": ["B"],
        f"type=renewal&partner={keys[CARDINAL]}": [],
    }
    assert {query: found(deals, query) for query in asked} == asked


def test_a_territory_holds_those_below_it(deals: Scene) -> None:
    with acting_as(SYSTEM):
        above = Territory.objects.create(name="North")
        Territory.objects.filter(pk=deals.great_lakes.pk).update(parent=above)
    assert found(deals, f"territory={above.key}") == ["A", "B"]


def test_idle_ones(deals: Scene) -> None:
    with acting_as(SYSTEM):
        Opportunity.objects.filter(name="B").update(last_progress_on=TODAY - timedelta(days=15))
    assert found(deals, "idle=yes") == ["B"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("partner=aaaaaaaaaa", ("Partner", "Choose from the list.")),
        ("member=%00", ("Team member", "Choose from the list.")),
        ("product=❤️", ("Product", "Choose from the list.")),
        ("type=old", ("Type", "“old” is not among the choices. Choose one of them.")),
        ("closes=never", ("Closes", "“never” is not among the choices. Choose one of them.")),
        ("closes_from=2026-02-31", ("Closes from", "This is not a date. Write it like 2026-09-30.")),
        ("closes_from=2026-03-01&closes_to=2026-02-01", ("Closes until", "This is below where the range begins.")),
        ("amount_from=much", ("Amount from", "This is not a number. Write it in digits.")),
        ("amount_from=-1", ("Amount from", "The least is 0.")),
        ("amount_to=1e400", ("Amount up to", "The most is 100000000000000.")),
    ],
)
def test_what_nobody_can_mean_is_left_out_and_said(deals: Scene, query: str, problem: tuple[str, str]) -> None:
    response = deals.client("eve").get(f"{ALL}?stage=any&type=renewal&{query}")
    assert response.context["filter"].problems == [problem]
    assert "This filter was left out." in response.content.decode()
    # The others still hold, but for the type that was asked for twice.
    assert sorted(row.name for row in response.context["listing"].page.rows) == (
        ["B"] if "type=" not in query else ["A", "B", "C"]
    )


def test_a_partner_names_nobody_elses_company_or_people(deals: Scene) -> None:
    for query in (
        f"partner={deals.organizations[HARBORLINE].key}",
        f"member={deals.people['olga'].key}",
        f"member={deals.people['ivo'].key}",
    ):
        response = deals.client("pam").get(f"{ALL}?{query}")
        assert [message for _, message in response.context["filter"].problems] == ["Choose from the list."], query
    assert found(deals, f"member={deals.people['abe'].key}", "pam") == ["A"]


@pytest.mark.parametrize(("name", "with_partner"), [("pam", False), ("dana", True), ("eve", True)])
def test_the_page_offers_what_the_reader_may_name(deals: Scene, name: str, with_partner: bool) -> None:
    page = deals.client(name).get(f"{FILTERS}?type=renewal&sort=-amount&cursor=x")
    form = page.context["form"]
    assert ("partner" in form.fields) is with_partner
    offered = {label for _, label in form.fields["member"].widget.choices}
    assert deals.people["olga"].name not in offered
    assert deals.people["abe"].name in offered if name != "dana" else offered
    assert form["type"].value() == ["renewal"]
    content = page.content.decode()
    assert '<input type="hidden" name="sort" value="-amount">' in content
    assert "cursor" not in content.split("<main")[1]
    assert "(optional)" not in content


def test_a_refused_filter_is_shown_at_its_field(deals: Scene) -> None:
    page = deals.client("eve").get(f"{FILTERS}?amount_from=much").content.decode()
    assert "This is not a number. Write it in digits." in page
    assert "This is needed. Fill it in." not in page


def test_chosen_filters_have_a_button_that_takes_them_away(deals: Scene) -> None:
    page = deals.client("eve").get(f"{ALL}?product={deals.products[ROUTER].key}&type=new&cursor=").content.decode()
    assert f"Product: <b>{ROUTER}</b>" in page
    assert 'href="?type=new"' in page


def test_five_hundred_values_are_read(deals: Scene) -> None:
    people = "&".join(f"member={deals.people['abe'].key}" for _ in range(500))
    assert found(deals, people) == ["A", "C"]


def test_those_without_a_brand_owner_person(deals: Scene) -> None:
    assert found(deals, "unassigned=yes") == ["B"]
    assert found(deals, "unassigned=yes", "olga", "/opportunities/") == ["B"]


@pytest.mark.parametrize(
    ("who", "asked", "mine"), [("eve", ["A", "B"], None), ("ada", ["A", "B"], ["A", "B"]), ("bea", ["A"], ["A"])]
)
def test_wins_to_confirm(deals: Scene, who: str, asked: list[str], mine: list[str] | None) -> None:
    values = {"win_asked_at": timezone.now(), "win_asked_by": deals.people["pat"]}
    with acting_as(SYSTEM):
        Opportunity.objects.filter(name__in="AB").update(**values)
    assert found(deals, "win=asked", who) == asked
    if mine is None:
        (problem,) = deals.client(who).get(f"{ALL}?win=mine").context["filter"].problems
        assert problem[0] == "Win"
    else:
        assert found(deals, "win=mine", who) == mine
