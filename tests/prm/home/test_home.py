from datetime import timedelta

from tests.opportunities.entering import entered
from tests.opportunities.scene import TODAY, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, stages, all groups; administrators read events of all companies in another role. Those
# who look after what nobody was found for: their rule groups, and how many wait.
MOST = {"pat": 6, "pam": 6, "abe": 6, "bea": 8, "eve": 6, "ada": 12}


def test_the_home_costs_the_same_for_one_line_and_for_three(committed_scene: Scene) -> None:
    clients = {who: committed_scene.client(who) for who in MOST}
    for entering in (1, 2):
        for _ in range(entering):
            entered(committed_scene, "pat", people=["abe"], close_date=TODAY - timedelta(days=1))
        for who, client in clients.items():
            client.get("/")
            found = statements(lambda client=client: client.get("/"))
            assert len(found) == MOST[who], "\n".join(found)
