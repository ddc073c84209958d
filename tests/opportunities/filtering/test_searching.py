from __future__ import annotations

import pytest

from opportunities.entry.records import NewAccount, NewContact
from opportunities.filtering import searching
from opportunities.filtering.searching import in_the_book
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene


def found(scene: Scene, text: str, name: str = "") -> list[str]:
    actor = scene.actor(name) if name else SYSTEM
    with acting_as(actor):
        rows = Opportunity.objects.visible_to(actor).filter(in_the_book(text))
        return sorted(rows.values_list("name", flat=True))


@pytest.mark.parametrize("most", [0, 10_000])
def test_names_accounts_and_contacts(scene: Scene, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_IDS", most)
    entered(scene, "pat", name="Press 100% new")
    entered(scene, "pat", name="B", account=NewAccount("Press works"))
    entered(scene, "olga", name="C", account=NewAccount("D"), contact=NewContact("Zoë Press"))
    entered(scene, "olga", name="E")
    assert found(scene, "press") == ["B", "C", "Press 100% new"]
    assert [found(scene, text) for text in ("100%", "1__%", "\\", "zoe")] == [["Press 100% new"], [], [], ["C"]]
    assert found(scene, "press", "pam") == ["B", "Press 100% new"]
    assert found(scene, "press", "otto") == ["C"]
    # A contact put on an opportunity is shared with the brand owner.
    assert found(scene, "zoe", "eve") == ["C"]


def test_one_statement_finds_ids_of_ones_own_companies_only(scene: Scene) -> None:
    for who in ("pat", "olga"):
        entered(scene, who, name=f"Press of {who}")
    with acting_as(scene.actor("pam")):
        condition = in_the_book("press")
    with acting_as(SYSTEM):
        assert [row.name for row in Opportunity.objects.filter(condition)] == ["Press of pat"]
