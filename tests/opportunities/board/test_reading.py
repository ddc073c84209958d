from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict

from opportunities.board import reading
from opportunities.board.reading import Board, board
from opportunities.lists import list_of
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import TODAY, Scene


def seen(scene: Scene, name: str, query: str = "", of: str = "my") -> Board:
    actor = scene.actor(name)
    with acting_as(actor):
        return board(list_of(of, QueryDict(query), actor))


def test_columns_count_and_add_up(scene: Scene) -> None:
    entered(scene, "pat", name="first", amount=Decimal(100), currency="EUR", close_date=TODAY + timedelta(days=1))
    entered(scene, "pat", name="second", amount=Decimal(50), close_date=TODAY + timedelta(days=2))
    entered(scene, "pat", name="third", amount=Decimal(7), stage="proposal")
    entered(scene, "pat", name="over", amount=Decimal(9), stage="won")
    found = seen(scene, "pat")
    assert [(column.stage.code, column.count, column.potential) for column in found.columns] == [
        ("prospecting", 2, 160), ("qualification", 0, 0), ("proposal", 1, 7), ("negotiation", 0, 0),
    ]  # fmt: skip
    assert [card.name for card in found.columns[0].cards] == ["first", "second"]
    assert (found.count, found.potential, found.currency) == (3, 167, "USD")
    closed = seen(scene, "pat", "stage=won&stage=lost")
    assert [(column.stage.code, column.count) for column in closed.columns] == [("won", 1), ("lost", 0)]


def test_a_column_shows_some_and_says_how_many_more(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CARDS", 2)
    for number in range(3):
        entered(scene, "pat", name=f"deal {number}", people=["bea"], close_date=TODAY + timedelta(days=number))
    column = seen(scene, "pat", "view=board&type=new&stage=any").columns[0]
    assert ([card.name for card in column.cards], column.count, column.more) == (["deal 0", "deal 1"], 3, 1)
    assert column.url == "/opportunities/?type=new&stage=prospecting"
    # Bea's own and those of her partners overlap.
    assert [card.name for card in seen(scene, "bea", of="all").columns[0].cards] == ["deal 0", "deal 1"]
    assert seen(scene, "bea", of="all").columns[0].count == 3


@pytest.mark.parametrize(
    ("name", "of", "may"), [("pat", "my", True), ("pam", "all", True), ("bea", "all", True), ("eve", "all", False)]
)
def test_cards_know_who_may_move_them(scene: Scene, name: str, of: str, may: bool) -> None:
    entered(scene, "pat")
    assert [card.may_move for card in seen(scene, name, of=of).columns[0].cards] == [may]


def test_a_win_that_waits_is_not_moved(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM):
        asked = {"win_asked_by": scene.people["pat"], "win_asked_at": deal.created_at}
        Opportunity.objects.filter(pk=deal.pk).update(**asked)
    (card,) = seen(scene, "pat").columns[0].cards
    assert (card.win_asked, card.may_move) == (True, False)


def test_the_board_as_a_page(scene: Scene) -> None:
    deal = entered(scene, "pat", name="Line 3", people=["eve"])
    address = f"/opportunities/{deal.key}/stage/"
    page = scene.client("pat").get("/opportunities/?view=board").content.decode()
    assert f'data-move="{address}" data-version="1"' in page
    assert f'<a href="{address}?stage=proposal">Move to Proposal</a>' in page
    assert "Move to Prospecting" not in page
    looking = scene.client("eve").get("/opportunities/?view=board").content.decode()
    assert "Line 3" in looking
    assert address not in looking
    assert (
        "No opportunities match" in scene.client("pat").get("/opportunities/?view=board&search=none").content.decode()
    )
    assert "Enter your first one." in scene.client("olga").get("/opportunities/?view=board").content.decode()
