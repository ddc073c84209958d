from __future__ import annotations

import pytest

from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import ROUTER, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, person, stages, list with totals.
MOST = 7
LINES = [(ROUTER, "1", "100")]


def test_only_what_the_reader_may_see(committed_scene: Scene) -> None:
    scene = committed_scene
    entered(scene, "pia", name="Open of Pia", people=("bea",), lines=LINES)
    entered(scene, "pat", name="Kept by Pat", people=("bea",), restricted=True)
    entered(scene, "olga", name="Elsewhere", people=("bob",))
    address = f"/people/{scene.people['bea'].key}/opportunities/"
    for who, names in (("pia", {"Open of Pia"}), ("pam", {"Open of Pia", "Kept by Pat"}), ("eve", {"Open of Pia"})):
        text = read(scene.client(who).get(address)).text
        assert {name for name in ("Open of Pia", "Kept by Pat", "Elsewhere") if name in text} == names, who
    assert scene.client("olga").get(address).status_code == 404
    assert "No opportunities that you may see" in read(scene.client("ivo").get(address)).text


@pytest.mark.parametrize("who", ["pam", "ada"])
def test_the_tab_costs_the_same_for_one_row_and_for_three(committed_scene: Scene, who: str) -> None:
    scene = committed_scene
    client, address = scene.client(who), f"/people/{scene.people['pat'].key}/opportunities/"
    for count in (1, 2):
        for number in range(count):
            entered(scene, "pat", name=f"Deal {count}{number}", lines=LINES)
        client.get(address)
        found = statements(lambda: client.get(address))
        assert len(found) == MOST, "\n".join(found)
