"""What the list and a run cost, however much is in them."""

from __future__ import annotations

from assignment.models import AssignmentRun, PersonSkill
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, the groups somebody owns, runs.
LIST = 6
# The run with its deal, the groups somebody owns, and three for names.
RUN = 10
# Session, user, actor, context, the deal, the member, the run; names only where there is another one.
CONSIDERED = 7


def decided(scene: Scene) -> str:
    """The key of a deal with its run."""
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    return deal.key


def cost(scene: Scene, who: str, address: str) -> int:
    client = scene.client(who)
    client.get("/opportunities/")
    return len(statements(lambda: client.get(address)))


def test_the_list_costs_the_same_for_one_run_and_for_three(committed_scene: Scene) -> None:
    decided(committed_scene)
    assert cost(committed_scene, "ada", "/assignment/runs/") == LIST
    decided(committed_scene)
    decided(committed_scene)
    assert cost(committed_scene, "ada", "/assignment/runs/") == LIST


def test_a_run_costs_the_same_for_one_candidate_and_for_two(committed_scene: Scene) -> None:
    one = decided(committed_scene)
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=committed_scene.people["ivo"]).update(item="Routers")
    for deal, names in ((one, 0), (decided(committed_scene), 1)):
        with acting_as(SYSTEM):
            key = AssignmentRun.objects.get(opportunity__key=deal).key
        assert cost(committed_scene, "bea", f"/assignment/runs/{key}/") == RUN
        considered = f"/opportunities/{deal}/considered/{committed_scene.people['abe'].key}/"
        assert cost(committed_scene, "bea", considered) == CONSIDERED + names
