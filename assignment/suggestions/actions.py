"""Adding somebody whom the rules suggest."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assignment.suggestions.permissions import is_assignable, may_suggest
from assignment.suggestions.trial import tried
from opportunities.models import Opportunity
from opportunities.team.actions import RuleGiven
from opportunities.team.by_hand import add_member
from prm.core.actor import Actor
from prm.directory.models import Person


@transaction.atomic
def add_suggested(opportunity: Opportunity, person: Person, *, actor: Actor) -> bool:
    """Put somebody on the team by hand, keeping why the rules suggest them now; False where they are on it.

    Who doesn't fit may be added too and has no reason of the rules then. Raises PermissionDenied; ValidationError for
    somebody whom the rules don't look at any more or the actor may not add.
    """
    if not may_suggest(actor, opportunity):
        raise PermissionDenied
    if not is_assignable(opportunity):
        raise ValidationError(_("Nobody was added: the rules are not asked for this opportunity any more."))
    given = _given(opportunity, person)
    return add_member(opportunity, person, actor=actor, given=given)


def _given(opportunity: Opportunity, person: Person) -> RuleGiven | None:
    groups = tried(opportunity)
    for group in groups:
        for one in group.people:
            if one.person == person.pk:
                return _kept(person, one.reason)
    if any(one.person == person.pk for group in groups for one in group.unfit):
        return None
    told = {"name": person.name}
    raise ValidationError(
        _("%(name)s was not added: they are not among the people suggested any more. Look at the list again.") % told
    )


def _kept(person: Person, reason: dict[str, Any]) -> RuleGiven:
    best = reason["rules"][0]
    return RuleGiven(person.pk, best["name"], best["version"], str(best["total"]), reason=reason)
