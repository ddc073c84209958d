from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keys import KeyField

LONGEST_NAME = 60
LONGEST_QUERY = 2000


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and what colleagues of the own company share."""
        if actor.is_system:
            return self
        own = Q(person_id=actor.person_id) | Q(shared=True)
        return self.filter(own, organization_id=actor.organization_id)


class SavedSearch(models.Model):
    """What somebody looks for in a list, by name. `list` is the name of the page, `query` its address after the `?`.

    It holds what is asked for and no result: each reader finds what they may see.
    """

    key = KeyField()
    organization_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    list = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    shared = models.BooleanField(_("shared with my company"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                name="saved_search_name_once",
                fields=["organization_id", "person_id", "list", "name"],
                violation_error_message=_("You already have a search of this name. Choose another name."),
            ),
        ]
        indexes = [models.Index(name="saved_search_of_list", fields=["organization_id", "list"])]

    def __str__(self) -> str:
        return self.name
