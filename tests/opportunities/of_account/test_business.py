from __future__ import annotations

from decimal import Decimal

from opportunities.models import Opportunity
from opportunities.of_account.business import open_business
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.business import Business
from prm.directory.models import Account
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, Scene

LINES = [(ROUTER, "2", "50")]


def told(scene: Scene, who: str, account: Account) -> Business | None:
    actor = scene.actor(who)
    with acting_as(actor):
        return open_business([account.pk], actor).get(account.pk)


def test_open_opportunities_that_the_reader_may_see(scene: Scene) -> None:
    with acting_as(SYSTEM):
        company = scene.organizations["Cardinal Systems"]
        account = Account.objects.create(name="Ashgrove", name_sort="ashgrove", entered_by=company)
    for who in ("pat", "pia", "olga"):
        entered(scene, who, account=account.pk, lines=LINES)
    entered(scene, "pat", account=account.pk, lines=LINES, stage="won")
    entered(scene, "pia", account=account.pk, lines=LINES, restricted=True)
    wrong = entered(scene, "pat", account=account.pk, lines=LINES)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
    for who, count in (("olga", 1), ("pam", 3), ("eve", 3), ("ada", 4), ("ivo", 0)):
        found = told(scene, who, account)
        assert found == (Business(count, Decimal(100 * count), "USD") if count else None), who
