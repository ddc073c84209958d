"""Whom at the customer the entry names."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opportunities.entry.records import Entry, NewContact
from prm.core.actor import Actor
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Account, Contact


def contact_of(entry: Entry, account: Account | None, actor: Actor) -> int | None:
    """The id of the contact; None where nobody is named.

    A typed name and e-mail mean the contact of the entering company whom they fit, else a new one. Raises
    ValidationError at `contact` for one that the actor may not see or that cannot be stored.
    """
    if entry.contact is None or account is None:
        return None
    if isinstance(entry.contact, NewContact):
        return _typed(entry.contact, entry.partner_id, account, actor)
    if not Contact.objects.visible_to(actor).filter(pk=entry.contact, account=account).exists():
        raise ValidationError({"contact": _("This contact is not among those of the account. Choose another one.")})
    return entry.contact


def _typed(typed: NewContact, partner_id: int, account: Account, actor: Actor) -> int:
    known = Contact.objects.known_as(typed.name, typed.email, account_id=account.pk, partner_id=partner_id)
    if known is not None:
        return known.pk
    contact = Contact(account=account, partner_id=partner_id, name=typed.name.strip(), email=typed.email)
    try:
        return enter_contact(contact, actor=actor).pk
    except ValidationError as error:
        raise ValidationError({"contact": error.messages}) from error
