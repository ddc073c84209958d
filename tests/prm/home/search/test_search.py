from opportunities.entry.records import NewAccount, NewContact
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, ids of opportunities, stages, opportunities, accounts, contacts, people.
MOST = 10


def test_a_search_costs_the_same_for_one_match_and_for_three(committed_scene: Scene) -> None:
    clients = [committed_scene.client(who) for who in ("pat", "pam", "bea", "ada")]
    for entering in (1, 2):
        for _ in range(entering):
            contact = NewContact("Moreno Deal", "")
            entered(committed_scene, "pat", people=["bea"], account=NewAccount("Deal Foods"), contact=contact)
        for client in clients:
            client.get("/")
            found = statements(lambda client=client: client.get("/search/?q=deal"))
            assert len(found) == MOST, "\n".join(found)
