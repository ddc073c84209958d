"""Verbs of contacts, the people at an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.directory.accounts.actions import Changed
from prm.directory.contacts.permissions import may_edit_contact
from prm.directory.models import Contact

EDITABLE = ("name", "job_title", "email", "phone")


@transaction.atomic
def enter_contact(contact: Contact, *, actor: Actor) -> Contact:
    """Add a contact of the company named in `contact.partner_id`; only the system names another than its own."""
    if not actor.is_system and not may_edit_contact(actor, contact):
        raise PermissionDenied
    contact.fold_name()
    contact.full_clean()
    contact.save()
    return contact


@transaction.atomic
def edit_contact(contact: Contact, changes: Mapping[str, Any], *, actor: Actor, version: int) -> bool:
    """Change name, job title, e-mail or phone; False where they are so already.

    Raises PermissionDenied; Changed where `version` is no longer the stored one; ValidationError by field.
    """
    if not may_edit_contact(actor, contact):
        raise PermissionDenied
    values = {name: value for name, value in changes.items() if name in EDITABLE}
    if all(getattr(contact, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(contact, name, value)
    contact.fold_name()
    contact.full_clean()
    stored = {name: getattr(contact, name) for name in (*EDITABLE, "name_sort")}
    if Contact.objects.filter(pk=contact.pk, version=version).update(version=version + 1, **stored) != 1:
        raise Changed(_("Somebody changed this contact while you looked at it."))
    contact.version = version + 1
    return True
