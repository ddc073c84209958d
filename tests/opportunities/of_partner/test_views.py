from __future__ import annotations

import pytest

from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import CARDINAL, ROUTER, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, partner, those below, stages, list with totals.
MOST = 8
LINES = [(ROUTER, "1", "100")]


def address(scene: Scene) -> str:
    return f"/partners/{scene.organizations[CARDINAL].key}/opportunities/"


def test_only_what_the_reader_may_see(committed_scene: Scene) -> None:
    scene = committed_scene
    assert "Enter the first one" in read(scene.client("pia").get(address(scene))).text
    entered(scene, "pia", name="Open of Pia", lines=LINES)
    entered(scene, "pat", name="Kept by Pat", restricted=True)
    entered(scene, "olga", name="Elsewhere")
    for who, names in (("pia", {"Open of Pia"}), ("pam", {"Open of Pia", "Kept by Pat"}), ("dana", {"Open of Pia"})):
        text = read(scene.client(who).get(address(scene))).text
        assert {name for name in ("Open of Pia", "Kept by Pat", "Elsewhere") if name in text} == names, who
    assert scene.client("olga").get(address(scene)).status_code == 404
    assert "No opportunities that you may see" in read(scene.client("ivo").get(address(scene))).text


@pytest.mark.parametrize("who", ["pam", "ada"])
def test_the_tab_costs_the_same_for_one_row_and_for_three(committed_scene: Scene, who: str) -> None:
    scene = committed_scene
    client = scene.client(who)
    for count in (1, 2):
        for number in range(count):
            entered(scene, "pat", name=f"Deal {count}{number}", lines=LINES)
        client.get(address(scene))
        found = statements(lambda: client.get(address(scene)))
        assert len(found) == MOST, "\n".join(found)
