"""What becomes of somebody's saved searches when they move to another company."""

from __future__ import annotations

from django.http import QueryDict

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.core.saved_searches.models import SavedSearch
from prm.directory.leaving import follows_to_company
from prm.directory.models import Person

# They say whom the former company works with.
NAMING = frozenset({"search", "partner", "member"})


@follows_to_company
def take_searches(former: Person, new: Person) -> None:
    """What is shared stays with the company. The person's own go along as far as they name nobody, the rest goes: as
    the system, since whoever moves people reads none of it."""
    with acting_as(SYSTEM):
        own = SavedSearch.objects.filter(person_id=former.pk, shared=False)
        named = [search.pk for search in own if NAMING & QueryDict(search.query).keys()]
        SavedSearch.objects.filter(pk__in=named).delete()
        own.update(person_id=new.pk, organization_id=new.organization_id)
