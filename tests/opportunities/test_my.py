from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, stages, rows with their teams and totals, saved searches; the board counts apart.
MOST = 7
MOST_ON_THE_BOARD = 8
# The brand owner's people are on thousands of teams, so that a search looks into the whole book first.
IN_THE_BOOK = 1


def test_the_list_costs_the_same_for_one_row_and_for_three(committed_scene: Scene) -> None:
    pat, bea = committed_scene.client("pat"), committed_scene.client("bea")
    for count in (1, 3):
        with acting_as(SYSTEM):
            missing = count - Opportunity.objects.count()
        for _ in range(missing):
            entered(committed_scene, "pat", people=["bea", "pam"], lines=[(ROUTER, "1", "5")])
        for client, most in ((pat, MOST), (bea, MOST + IN_THE_BOOK)):
            client.get("/opportunities/")
            found = statements(lambda client=client: client.get("/opportunities/?search=deal&stage=any&sort=-amount"))
            assert len(found) == most, "\n".join(found)
            found = statements(lambda client=client: client.get("/opportunities/?view=board&stage=any"))
            assert len(found) == MOST_ON_THE_BOARD, "\n".join(found)
