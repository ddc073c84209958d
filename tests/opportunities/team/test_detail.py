from opportunities.entry.records import HelpEntry, NewAccount, NewContact
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, TABLET, Scene
from tests.opportunities.statements import statements

COST = 13


def test_the_page_costs_the_same_for_one_row_and_for_three(committed_scene: Scene) -> None:
    one = entered(committed_scene, "pat", lines=[(ROUTER, "1", "5")])
    three = entered(
        committed_scene,
        "pat",
        lines=[(ROUTER, "1", "5"), (TABLET, "1", "5"), (ROUTER, "2", "5")],
        people=["pam", "pia"],
        help=(HelpEntry("pricing"), HelpEntry("reference"), HelpEntry("other")),
        account=NewAccount("Ashgrove"),
        contact=NewContact("Zoë"),
        stage="lost",
        loss_reason="price",
        source="web",
    )
    run_rules()
    for name in ("pat", "bea"):
        client = committed_scene.client(name)
        client.get("/opportunities/")
        for deal in (one, three):
            found = statements(lambda client=client, deal=deal: client.get(f"/opportunities/{deal.key}/"))
            assert len(found) == COST, "\n".join(found)
