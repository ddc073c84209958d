from datetime import timedelta

from opportunities.entry.records import PassedStage
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, TODAY, Scene
from tests.opportunities.statements import statements

COST = 12


def test_the_page_costs_the_same_for_one_entry_and_for_many(committed_scene: Scene) -> None:
    one = entered(committed_scene, "pat", lines=[(ROUTER, "1", "5")])
    days = [TODAY - timedelta(days=days) for days in (30, 20, 10)]
    passed = (PassedStage("prospecting", days[0]), PassedStage("qualification", days[1]))
    many = {"stage": "proposal", "entered_on": days[0], "stage_since": days[2], "passed": passed}
    three = entered(committed_scene, "pat", lines=[(ROUTER, "1", "5")], people=["pam", "bea"], **many)
    run_rules()
    client = committed_scene.client("bea")
    client.get("/opportunities/")
    for deal in (one, three):
        found = statements(lambda deal=deal: client.get(f"/opportunities/{deal.key}/history/"))
        assert len(found) == COST, "\n".join(found)
