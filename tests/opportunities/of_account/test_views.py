from __future__ import annotations

import pytest

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import ROUTER, Scene
from tests.opportunities.statements import statements

# Session, user, actor, context, account, stages, list with totals, business, partners for the brand owner.
MOST = {"pat": 8, "ada": 9}


def account_of_cardinal(scene: Scene) -> Account:
    with acting_as(SYSTEM):
        company = scene.organizations["Cardinal Systems"]
        return Account.objects.create(name="Ashgrove", name_sort="ashgrove", entered_by=company)


def test_everybody_reads_their_opportunities_with_the_customer(committed_scene: Scene) -> None:
    account = account_of_cardinal(committed_scene)
    for who, stage in (("pat", ""), ("pia", "won"), ("olga", "lost")):
        entered(committed_scene, who, account=account.pk, stage=stage, lines=[(ROUTER, "2", "50")])
    for who, names in (("pat", {"pat", "pia"}), ("olga", {"olga"}), ("ada", {"pat", "pia", "olga"}), ("ivo", set())):
        page = read(committed_scene.client(who).get(f"/accounts/{account.key}/opportunities/"))
        assert {name for name in ("pat", "pia", "olga") if f"Deal of {name}" in page.text} == names
        assert (f"{len(names)} in all · ${100 * len(names)} potential" in page.text) == bool(names)
        assert ("No opportunities that you may see" in page.text) == (not names)


def test_an_outsider_gets_nothing(committed_scene: Scene) -> None:
    account = account_of_cardinal(committed_scene)
    entered(committed_scene, "pat", account=account.pk)
    assert committed_scene.client("olga").get(f"/accounts/{account.key}/opportunities/").status_code == 404


@pytest.mark.parametrize("who", MOST)
def test_the_tab_costs_the_same_for_one_row_and_for_three(committed_scene: Scene, who: str) -> None:
    account, client = account_of_cardinal(committed_scene), committed_scene.client(who)
    address = f"/accounts/{account.key}/opportunities/"
    for count in (1, 3):
        with acting_as(SYSTEM):
            missing = count - Opportunity.objects.count()
        for _ in range(missing):
            entered(committed_scene, "pat", account=account.pk, people=["bea"], lines=[(ROUTER, "1", "5")])
        client.get(address)
        found = statements(lambda: client.get(f"{address}?sort=-amount"))
        assert len(found) == MOST[who], "\n".join(found)
