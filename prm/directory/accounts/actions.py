"""Verbs of accounts, the end customers in the brand owner's book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.core.outbox.publish import publish
from prm.directory.accounts.domains import plain_domain
from prm.directory.accounts.permissions import Seen, may_edit_account, may_enter_account
from prm.directory.duplicates.comparing import compare_account
from prm.directory.events import TOLD_OF_ACCOUNTS, AccountChanged
from prm.directory.models import Account, AccountPartner
from prm.directory.permissions import may_administer

EDITABLE = (
    "name", "domain", "industry", "employees", "annual_revenue_millions", "country", "region", "city", "postal_code",
)  # fmt: skip


class Changed(ValidationError):
    """Somebody else changed the record since the form was shown."""


@transaction.atomic
def enter_account(account: Account, *, actor: Actor, partner_id: int) -> Account:
    """Add an account to the book and link it to the partner that entered it; only the system names another's.

    Raises PermissionDenied, or ValidationError by field.
    """
    if not actor.is_system and (not may_enter_account(actor) or partner_id != actor.organization_id):
        raise PermissionDenied
    account.entered_by_id = partner_id
    _tidy(account)
    account.full_clean()
    account.save()
    link_account(account.pk, partner_id)
    compare_account(account.pk)
    return account


def link_account(account_id: int, partner_id: int) -> None:
    """Note that a partner works with an account; twice is a friendly no-op."""
    AccountPartner.objects.bulk_create(
        [AccountPartner(account_id=account_id, partner_id=partner_id)], ignore_conflicts=True
    )


@transaction.atomic
def edit_account(account: Account, changes: Mapping[str, Any], *, actor: Actor, version: int) -> bool:
    """Change fields of an account loaded for its page; False where they are so already.

    Raises PermissionDenied; Changed where `version` is no longer the stored one; ValidationError by field.
    """
    seen: Seen = account  # type: ignore[assignment]
    if not may_edit_account(actor, seen):
        raise PermissionDenied
    values = {name: value for name, value in changes.items() if name in EDITABLE}
    if all(getattr(account, name) == value for name, value in values.items()):
        return False
    before = _told(account)
    for name, value in values.items():
        setattr(account, name, value)
    _tidy(account)
    account.full_clean()
    stored = {name: getattr(account, name) for name in (*EDITABLE, "name_sort")}
    if Account.objects.filter(pk=account.pk, version=version).update(version=version + 1, **stored) != 1:
        raise Changed(_("Somebody changed this account while you looked at it."))
    account.version = version + 1
    compare_account(account.pk)
    _tell(account, before, actor)
    return True


@transaction.atomic
def set_parent_account(account: Account, parent: Account | None, *, actor: Actor) -> bool:
    """Say which customer an account belongs to; False where it does already. Raises ValidationError for a circle."""
    if not may_administer(actor):
        raise PermissionDenied
    if account.parent_id == (parent.pk if parent else None):
        return False
    above, seen = parent, {account.pk}
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.parent
    if above is not None:
        raise ValidationError({"parent": _("This account lies below the one you are changing.")})
    Account.objects.filter(pk=account.pk).update(parent=parent)
    return True


def _told(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in TOLD_OF_ACCOUNTS}


def _tell(account: Account, before: dict[str, Any], actor: Actor) -> None:
    changed = tuple(name for name, value in _told(account).items() if value != before[name])
    if changed:
        publish(AccountChanged(account.pk, changed, timezone.now().isoformat()), actor=actor)


def _tidy(account: Account) -> None:
    account.name = account.name.strip()
    account.domain = plain_domain(account.domain)
    account.fold_name()
