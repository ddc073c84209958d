from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opportunities.models import Opportunity, RevenueLine
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read, still_typed
from tests.opportunities.revenue.lines import line_of, typed_line
from tests.opportunities.scene import MODEM, PEOPLE, ROUTER, TABLET, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"])


def tab(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, "revenue", *more, ""])


def without_mark(sent: dict[str, Any]) -> dict[str, Any]:
    """A checkbox says "on" without having a value."""
    return {name: value for name, value in sent.items() if name != "line-in_forecast"}


def amount_of(deal: Opportunity) -> int:
    with acting_as(SYSTEM):
        return int(Opportunity.objects.values_list("amount", flat=True).get(pk=deal.pk))


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_and_who_changes(scene: Scene, deal: Opportunity, who: str) -> None:
    line = line_of(scene, deal)
    client = scene.client(who)
    may, sees = who in {"pat", "pam", "abe", "bea", "cem", "ada"}, who in {"eve", "dana"}
    assert client.get(tab(deal)).status_code == (200 if may or sees else 404)
    refused = 403 if sees else 404
    assert client.get(tab(deal, "new")).status_code == (200 if may else refused)
    assert client.get(tab(deal, line.key)).status_code == (200 if may else refused)
    for verb in ("copy", "shift", "remove", "restore"):
        assert client.post(tab(deal, line.key, verb)).status_code == (302 if may else refused)
    if not may and sees:
        assert f"/{line.key}/" not in client.get(tab(deal)).content.decode()


def test_a_line_of_another_deal_is_not_here(scene: Scene, deal: Opportunity) -> None:
    other = line_of(scene, entered(scene, "pat"))
    assert scene.client("pat").get(tab(deal, other.key)).status_code == 404
    assert scene.client("pat").post(tab(deal, other.key, "remove")).status_code == 404


def test_add_a_line_at_its_list_price(scene: Scene, deal: Opportunity) -> None:
    response = scene.client("pat").post(tab(deal, "new"), typed_line(scene, unit_price=""), follow=True)
    page = read(response)
    assert "Mast Router was added." in page.text
    assert (amount_of(deal), "$200.00" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("product", "", "This is needed. Fill it in."),
        ("product", "nothere123", "This product is not on sale. Choose one of the list."),
        ("product", MODEM, "This product is not on sale. Choose one of the list."),
        ("quantity", "0", "A quantity is above 0."),
        ("quantity", "1000000000000", "A quantity has at most 10 digits before the point."),
        ("quantity", "many", "This is not a number. Write it in digits."),
        ("unit_price", "-1", "A price is 0 or more."),
        ("unit_price", "100000000000000", "An amount has at most 14 digits before the point."),
        ("discount", "100.5", "Type a percentage from 0 to 100."),
        ("probability", "101", "Type a percentage from 0 to 100."),
        ("probability", "often", "Type a percentage from 0 to 100."),
        ("date", "1999-01-01", "Choose a day within 10 years of today."),
        ("date", "soon", "This is not a date. Write it like 2026-09-30."),
        ("stage", "won", "“won” is not among the choices. Choose one of them."),
    ],
)
def test_bad_input_stays_with_its_message(scene: Scene, deal: Opportunity, field: str, value: str, words: str) -> None:
    sent = typed_line(scene, **{field: scene.products[value].key if value == MODEM else value})
    response = scene.client("pat").post(tab(deal, "new"), sent)
    page = read(response)
    assert (response.status_code, amount_of(deal)) == (422, 0)
    assert page.errors == {f"id_line-{field}": words}
    if field not in ("product", "stage"):
        still_typed(page, without_mark(sent))


def test_the_second_of_two_sees_the_difference_and_may_insist(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    first = typed_line(scene, quantity="3", version="1")
    assert scene.client("pat").post(tab(deal, line.key), first).status_code == 302
    mine = typed_line(scene, quantity="7", version="1")
    response = scene.client("abe").post(tab(deal, line.key), mine)
    page = read(response)
    assert response.status_code == 422
    assert "Quantity 3 7" in page.text
    still_typed(page, without_mark(mine) | {"line-version": "2"})
    assert scene.client("abe").post(tab(deal, line.key), mine | {"line-version": "2"}).status_code == 302
    assert amount_of(deal) == 700


def test_typed_into_a_line_that_somebody_removed(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    assert scene.client("abe").post(tab(deal, line.key, "remove")).status_code == 302
    mine = typed_line(scene, quantity="7", version="1")
    page = read(scene.client("pat").post(tab(deal, line.key), mine))
    assert "Somebody removed this line while you typed." in page.text
    still_typed(page, without_mark(mine) | {"line-version": "2"})
    assert scene.client("pat").post(tab(deal, line.key), mine | {"line-version": "2"}).status_code == 302
    assert amount_of(deal) == 700


def test_remove_and_put_back(scene: Scene, deal: Opportunity) -> None:
    line = line_of(scene, deal)
    page = read(scene.client("pat").post(tab(deal, line.key, "remove"), follow=True))
    assert "1 removed line" in page.text
    assert amount_of(deal) == 0
    scene.client("abe").post(tab(deal, line.key, "restore"))
    assert amount_of(deal) == 200


def test_move_down_and_copy(scene: Scene, deal: Opportunity) -> None:
    line, _ = line_of(scene, deal), line_of(scene, deal, product=TABLET)
    scene.client("pat").post(tab(deal, line.key, "shift"), {"direction": "down"})
    scene.client("pat").post(tab(deal, line.key, "copy"))
    with acting_as(SYSTEM):
        kept = RevenueLine.objects.of(deal).kept().select_related("product")
        assert [row.product.name for row in kept] == [TABLET, ROUTER, ROUTER]


def test_totals_in_another_currency(scene: Scene) -> None:
    deal = entered(scene, "pat", currency="EUR")
    line_of(scene, deal, upside="up")
    page = read(scene.client("pat").get(tab(deal)))
    assert "€200.00" in page.text
    assert "In USD: $220 potential, $22 expected" in page.text
    assert "Upside €200, downside €0." in page.text


@pytest.mark.parametrize(("who", "queries"), [("pat", 14), ("abe", 14)])
def test_queries_do_not_grow_with_the_lines(scene: Scene, deal: Opportunity, who: str, queries: int) -> None:
    client, counted = scene.client(who), []
    for number in (1, 2):
        for _ in range(number):
            line_of(scene, deal)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(tab(deal)).status_code == 200
        counted.append(len(caught))
    assert counted == [queries, queries]
