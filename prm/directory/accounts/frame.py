"""What every page of an account shares: header, tabs and what stands beside them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Value
from django.shortcuts import get_object_or_404

from prm.core.actor import Actor
from prm.directory.accounts.business import business_of
from prm.directory.accounts.care import IsOnlyOurs
from prm.directory.accounts.permissions import may_edit_account, may_enter_contact, may_read_partners
from prm.directory.models import Account, AccountPartner, Organization


def load(key: str, actor: Actor) -> Account:
    """The account of an address, as far as the actor may see it: otherwise 404, as for one that is not there."""
    ours = AccountPartner.objects.filter(account_id=OuterRef("pk"), partner_id=actor.organization_id)
    rows = Account.objects.visible_to(actor).annotate(
        is_ours=Exists(ours), is_only_ours=IsOnlyOurs(F("pk")) if actor.is_partner else Value(False)
    )
    account: Account = get_object_or_404(rows, key=key)
    return account


def frame(account: Account, actor: Actor, tab: str) -> dict[str, Any]:
    """Context of `directory/accounts/frame.html`."""
    return {
        "account": account,
        "tab": tab,
        "parent": Account.objects.visible_to(actor).filter(pk=account.parent_id).first() if account.parent_id else None,
        "business": business_of([account.pk], actor).get(account.pk),
        "partners": linked_partners(account) if may_read_partners(actor) else None,
        "may_edit": may_edit_account(actor, account),  # type: ignore[arg-type]
        "may_enter_contact": may_enter_contact(actor, account),  # type: ignore[arg-type]
    }


def linked_partners(account: Account) -> list[Organization]:
    """The companies that work with an account; the brand owner's pages alone show them."""
    return list(Organization.objects.filter(account_links__account=account).order_by("kind", "name_sort"))
