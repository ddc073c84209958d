from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from opportunities.models import Member
from opportunities.querysets import of_visible
from prm.core.actor import Actor, Role
from prm.core.constraints import tenant_of
from prm.core.keys import KeyField


class UnassignedQuerySet(models.QuerySet["Unassigned"]):
    def visible_to(self, actor: Actor) -> UnassignedQuerySet:
        """Of visible opportunities for brand-owner people; a partner reads none."""
        if actor.is_system:
            return self
        if actor.is_partner:
            return self.none()
        return self.filter(of_visible(actor))

    def waiting(self) -> UnassignedQuerySet:
        """Still to be filled: open, not locked, and nobody of the brand owner was added by hand since."""
        since = Member.objects.filter(opportunity_id=OuterRef("opportunity_id"), added_at__gt=OuterRef("since"))
        by_hand = since.filter(person__organization__kind="brand_owner").exclude(how=Member.How.RULE)
        still_open = {"opportunity__closed_on": None, "opportunity__entered_in_error": False}
        # One of it, not EXISTS: that PostgreSQL turns around and reads everything its own people are members of.
        waits = self.alias(by_hand=Subquery(by_hand.values("pk")[:1])).filter(by_hand=None)
        return waits.filter(opportunity__assignment_locked=False, **still_open)

    def answered_by(self, actor: Actor, owned_groups: Collection[int]) -> UnassignedQuerySet:
        """Those that somebody is to look after: an administrator all, a channel manager the own partners' and those of
        reports, an owner the groups owned."""
        if actor.is_system or actor.role == Role.ADMINISTRATOR:
            return self
        owned = Q(group_id__in=owned_groups)
        if actor.role == Role.CHANNEL_MANAGER:
            return self.filter(owned | Q(partner__channel_manager_id__in=(actor.person_id, *actor.reports)))
        return self.filter(owned)


class Unassigned(models.Model):
    """A rule group that found nobody for an opportunity, from the first time until a run finds somebody."""

    key = KeyField()
    opportunity = models.ForeignKey("opportunities.Opportunity", models.CASCADE, related_name="+", db_constraint=False)
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey("assignment.RuleGroup", models.CASCADE, related_name="+")
    since = models.DateTimeField()
    tried_at = models.DateTimeField()
    reason = models.JSONField(help_text="Codes and numbers; words are made on reading")

    objects = UnassignedQuerySet.as_manager()

    class Meta:
        verbose_name = _("unassigned opportunity")
        constraints = [
            models.UniqueConstraint(
                name="unassigned_once_a_group",
                fields=["opportunity", "group"],
                violation_error_message=_("This opportunity waits for this group already."),
            ),
            models.CheckConstraint(
                name="unassigned_tried_after_first",
                condition=Q(tried_at__gte=models.F("since")),
                violation_error_message=_("An opportunity is tried again after the first time."),
            ),
            tenant_of("opportunities_opportunity", name="unassigned_of_partner"),
        ]
        indexes = [models.Index(name="unassigned_oldest", fields=["since", "key"])]

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.group_id}"
