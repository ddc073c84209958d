from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import NewAccount, NewContact
from opportunities.exports import reading
from opportunities.exports.columns import headings
from opportunities.exports.reading import chunks, count_up_to
from opportunities.lists import list_of
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, entry_of
from tests.opportunities.scene import Scene


def rows(scene: Scene, name: str, list_name: str = "my", query: str = "") -> list[dict[str, object]]:
    found = chunks(list_name, query, scene.actor(name), "en")
    return [dict(zip(headings(), row, strict=True)) for chunk in found for row in chunk]


def test_a_row_in_words(scene: Scene) -> None:
    entered(
        scene,
        "pat",
        name="=cmd()",
        people=["bea"],
        account=NewAccount("Ashgrove", city="Toledo", region="OH", country="United States"),
        contact=NewContact("Zoë"),
        amount=Decimal("100"),
        currency="EUR",
        stage="proposal",
        source="web",
    )
    (row,) = rows(scene, "pat")
    assert (row["Opportunity"], row["Account"], row["City"], row["Contact"]) == ("'=cmd()", "Ashgrove", "Toledo", "Zoë")
    assert (row["Stage"], row["Source"], row["Type"], row["Currency"]) == ("Proposal", "Web", "New business", "EUR")
    assert (str(row["Amount"]), str(row["Amount in the company currency"])) == ("100.00", "110.00")
    assert row["Sales team"] == "Pat Moreau; Bea Lindqvist"


@pytest.mark.parametrize("sort", ["", "-amount", "stage", "-name"])
def test_chunks_hold_every_row_once_in_the_order_of_the_list(
    scene: Scene, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 3)
    with acting_as(SYSTEM):
        entries = [
            entry_of(scene, "pat", name=f"Deal {number % 3}", amount=Decimal(number % 4), people=["bea"])
            for number in range(10)
        ]
        enter_opportunities(entries, actor=SYSTEM)
    keys = [row["Key"] for row in rows(scene, "pat", query=f"sort={sort}")]
    assert len(set(keys)) == len(keys) == 10
    page = scene.client("pat").get(f"/opportunities/?sort={sort}").context["listing"].page
    assert keys == [row.key for row in page.rows]
    # In a list of several parts, too.
    assert len(rows(scene, "bea", "all", f"sort={sort}")) == 10


def test_everybody_gets_what_their_list_shows(scene: Scene) -> None:
    entered(scene, "pat", name="Open")
    entered(scene, "pat", name="Secret", restricted=True)
    entered(scene, "olga", name="Of Harborline", stage="won")
    assert [row["Opportunity"] for row in rows(scene, "eve", "all")] == ["Open"]
    assert [row["Opportunity"] for row in rows(scene, "eve", "all", "stage=won")] == ["Of Harborline"]
    assert [row["Opportunity"] for row in rows(scene, "otto", "all", "stage=any&search=e")] == ["Of Harborline"]
    with pytest.raises(PermissionDenied):
        rows(scene, "ivo", "all")


def test_an_administrators_file_leaves_out_what_others_restricted(scene: Scene) -> None:
    """Reading it is recorded, and nobody could say which rows of a file were read."""
    entered(scene, "pat", name="Open")
    entered(scene, "pat", name="Secret", restricted=True)
    entered(scene, "ada", name="Own secret", restricted=True)
    assert [row["Opportunity"] for row in rows(scene, "ada", "all", "sort=name")] == ["Open", "Own secret"]
    ada = scene.actor("ada")
    with acting_as(ada):
        assert count_up_to(5, list_of("all", QueryDict(""), ada)) == 2
    assert "Secret" in scene.client("ada").get("/opportunities/all/").content.decode()


def test_counting_stops(scene: Scene) -> None:
    for _ in range(3):
        entered(scene, "pat", people=["bea"])
    bea = scene.actor("bea")
    with acting_as(bea):
        asked = list_of("all", QueryDict(""), bea)
        assert (count_up_to(1, asked), count_up_to(5, asked)) == (2, 3)
