"""What the page costs, however many people are suggested."""

from __future__ import annotations

from assignment.models import PersonSkill
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, SERVER, Scene
from tests.opportunities.statements import statements

# The frame costs ten; then the rules, three for loads, three for the deal, and the people.
COST = 20


def test_it_costs_the_same_for_one_candidate_and_for_three(committed_scene: Scene) -> None:
    scene = committed_scene
    one, three = (entered(scene, "pat", lines=[(product, "1", "5")]) for product in (SERVER, ROUTER))
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers")
    client = scene.client("bea")
    for deal, count in ((one, 1), (three, 3)):
        response = client.get(f"/opportunities/{deal.key}/suggest/")
        assert sum(len(group.people) for group in response.context["groups"]) == count
        found = statements(lambda deal=deal: client.get(f"/opportunities/{deal.key}/suggest/"))
        assert len(found) == COST, "\n".join(found)
