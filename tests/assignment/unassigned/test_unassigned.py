"""What the page costs, however much waits."""

from __future__ import annotations

from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import SERVER, Scene
from tests.opportunities.statements import statements

COST = 8


def test_it_costs_the_same_for_one_and_for_three(committed_scene: Scene) -> None:
    client = committed_scene.client("bea")
    client.get("/opportunities/")
    for more in (1, 2):
        for _ in range(more):
            entered(committed_scene, "pat", lines=[(SERVER, "1", "5")])
        run_rules()
        found = statements(lambda: client.get("/assignment/unassigned/"))
        assert len(found) == COST, "\n".join(found)
