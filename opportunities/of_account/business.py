"""What the pages of accounts tell of the opportunities with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count, Subquery, Sum

from opportunities.models import Opportunity
from prm.catalog.models import Currency
from prm.core.actor import Actor
from prm.directory.accounts.business import Business, tells_business


@tells_business
def open_business(account_ids: Sequence[int], actor: Actor) -> Mapping[int, Business]:
    """Open opportunities by account, as far as the actor may see them: one statement."""
    rows = Opportunity.objects.visible_to(actor).valid().open().filter(account_id__in=account_ids)
    company = Subquery(Currency.objects.filter(is_company=True).values("code")[:1])
    sums = rows.order_by().values("account_id").annotate(count=Count("pk"), amount=Sum("amount_company"))
    return {
        row["account_id"]: Business(row["count"], row["amount"], row["currency"])
        for row in sums.annotate(currency=company).values("account_id", "count", "amount", "currency")
    }
