"""The beginnings of several lists in one statement."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from opportunities.extracts import Extract, Wanted, extracts
from opportunities.scopes import everything, mine
from opportunities.stages.shown import shown_stages
from prm.core.actor import Actor
from prm.core.keyset import Sort
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import TODAY, Scene
from tests.opportunities.statements import statements

CLOSES, LARGEST = Sort("closes", "close_date"), Sort("amount", "amount_company", descending=True)


def found(actor: Actor, *wanted: Wanted, most: int = 5) -> dict[str, Extract]:
    with acting_as(actor):
        return extracts(wanted, shown_stages(), most)


def names(extract: Extract) -> list[str]:
    return [line.name for line in extract.lines]


def deals(scene: Scene, who: str = "pat") -> None:
    for number, days in enumerate((30, 10, 20)):
        close_date, amount = TODAY + timedelta(days=days), Decimal(100 + number)
        entered(scene, who, name=f"In {days}", people=["bea"], close_date=close_date, amount=amount)


def test_each_has_its_own_order_and_count(scene: Scene) -> None:
    deals(scene)
    actor = scene.actor("pat")
    read = found(actor, Wanted("soon", mine(actor), CLOSES), Wanted("large", mine(actor), LARGEST), most=2)
    assert names(read["soon"]) == ["In 10", "In 20"]
    assert names(read["large"]) == ["In 20", "In 10"]
    assert (read["soon"].count, read["soon"].is_capped) == (3, False)


def test_one_in_two_parts_of_a_scope_stands_there_once(scene: Scene) -> None:
    deals(scene)
    actor = scene.actor("bea")
    scope = everything(actor)
    assert len(scope.parts) > 1
    read = found(actor, Wanted("all", scope, CLOSES))["all"]
    assert (names(read), read.count) == (["In 10", "In 20", "In 30"], 3)


def test_an_empty_list_is_there_without_lines(scene: Scene) -> None:
    deals(scene)
    actor = scene.actor("olga")
    read = found(actor, Wanted("none", mine(actor), CLOSES))
    assert read == {"none": Extract((), 0)}
    assert found(actor) == {}


def test_it_is_one_statement(scene: Scene) -> None:
    deals(scene)
    actor = scene.actor("pat")
    with acting_as(actor):
        stages = shown_stages()
        wanted = [Wanted(str(number), mine(actor), CLOSES) for number in range(4)]
        assert len(statements(lambda: extracts(wanted, stages))) == 1
