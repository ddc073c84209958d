"""Saving a search under a name, renaming, sharing and deleting it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.core.saved_searches.models import LONGEST_QUERY, SavedSearch
from prm.core.saved_searches.permissions import may_change

MOST = 30
ONCE = "saved_search_name_once"


@transaction.atomic
def save_search(*, actor: Actor, list_name: str, name: str, query: str, shared: bool = False) -> SavedSearch:
    """A new saved search of the actor; saving the same once more gives the one that is there.

    Raises PermissionDenied for the system, ValidationError by field for a name that the actor uses already, for a query
    that is too long, and for more than 30 searches of a list.
    """
    if actor.person_id is None or actor.organization_id is None:
        raise PermissionDenied
    search = SavedSearch(organization_id=actor.organization_id, person_id=actor.person_id, list=list_name)
    search.name, search.query, search.shared = name, query, shared
    own = SavedSearch.objects.filter(organization_id=search.organization_id, person_id=search.person_id, list=list_name)
    same = own.filter(name=name, query=query).first()
    if same is not None:
        return same
    if len(query) > LONGEST_QUERY:
        raise ValidationError({"name": _("This search asks for too much to be saved. Take out some of its filters.")})
    if own.count() >= MOST:
        raise ValidationError({"name": _("You have %(count)d searches here. Delete one first.") % {"count": MOST}})
    return _stored(search)


@transaction.atomic
def change_search(search: SavedSearch, *, actor: Actor, name: str, shared: bool) -> SavedSearch:
    """Another name, or shared or not. Raises PermissionDenied; ValidationError for a name that is taken."""
    if not may_change(actor, search):
        raise PermissionDenied
    search.name, search.shared = name, shared
    return _stored(search)


@transaction.atomic
def delete_search(search: SavedSearch, *, actor: Actor) -> None:
    """Take it away for everybody who sees it; doing it twice is as doing it once. Raises PermissionDenied."""
    if not may_change(actor, search):
        raise PermissionDenied
    SavedSearch.objects.filter(pk=search.pk).delete()


def _stored(search: SavedSearch) -> SavedSearch:
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as refused:
        if ONCE not in str(refused):
            raise
        constraint = next(each for each in SavedSearch._meta.constraints if each.name == ONCE)
        raise ValidationError({"name": [str(constraint.violation_error_message)]}) from refused
    return search
