"""Reading opportunities: adjectives, and who sees what."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from prm.core.actor import Actor, Role
from prm.core.visibility import NOTHING, among


def _members() -> models.QuerySet[Any]:
    return apps.get_model("opportunities", "Member").objects.all()


def _own(actor: Actor) -> Q:
    """On the sales team oneself: gives sight in every role, restricted or not."""
    return among("id", _members().filter(person_id=actor.person_id).values("opportunity_id"))


def _of_reports(actor: Actor) -> Q:
    """On the team of somebody who reports to the actor, directly or not."""
    if not actor.reports:
        return NOTHING
    of_reports = _members().filter(person_id__in=actor.reports).values("opportunity_id")
    return Q(restricted=False) & among("id", of_reports)


def _of_managed_partners(actor: Actor) -> Q:
    """Of partners managed by the actor or by a report."""
    organizations = apps.get_model("directory", "Organization").objects
    managers = (actor.person_id, *actor.reports)
    managed = organizations.filter(channel_manager_id__in=managers).values("id")
    return Q(restricted=False) & among("partner_id", managed)


def _of_company(actor: Actor) -> Q:
    """Of the own company, restricted ones too, and of those below it."""
    below = [pk for pk in actor.organizations if pk != actor.organization_id]
    own = Q(partner_id=actor.organization_id)
    return own | Q(partner_id__in=below, restricted=False) if below else own


def sight(actor: Actor) -> Q | None:
    """The condition under which the actor sees an opportunity; None = all of them."""
    if actor.is_system or actor.role == Role.ADMINISTRATOR:
        return None
    if actor.role == Role.PARTNER_MANAGER:
        return _of_company(actor) | _own(actor)
    if actor.role == Role.CHANNEL_EXECUTIVE:
        return Q(restricted=False) | _own(actor)
    if actor.role == Role.CHANNEL_MANAGER:
        return _own(actor) | _of_reports(actor) | _of_managed_partners(actor)
    return _own(actor) | _of_reports(actor) if actor.reports else _own(actor)


class OpportunityQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> OpportunityQuerySet:
        """The first lock: what the role, the company, the team and the reports of the actor give sight of."""
        condition = sight(actor)
        return self if condition is None else self.filter(condition)

    def with_me(self, actor: Actor) -> OpportunityQuerySet:
        """My Opportunities: those on whose sales team the actor is."""
        return self.filter(_own(actor))

    def valid(self) -> OpportunityQuerySet:
        return self.filter(entered_in_error=False)

    def open(self) -> OpportunityQuerySet:
        return self.filter(stage__outcome="open")

    def direct(self) -> OpportunityQuerySet:
        return self.filter(partner__kind="brand_owner")

    def closing_in(self, start: date, end: date) -> OpportunityQuerySet:
        """Expected to close in [start, end)."""
        return self.filter(close_date__gte=start, close_date__lt=end)

    def with_team(self) -> OpportunityQuerySet:
        """Adds `team`: a JSON object per member in the same statement.

        Shape: person (id), name, company, side (organization kind), lead.
        """
        members = _members().filter(opportunity_id=OuterRef("pk"), partner_id=OuterRef("partner_id")).order_by("pk")
        shape = JSONObject(
            person="person_id",
            name="person__name",
            company="person__organization__name",
            side="person__organization__kind",
            lead="is_lead",
        )
        return self.annotate(team=ArraySubquery(members.values(json=shape)))

    def for_page(self, actor: Actor) -> OpportunityQuerySet:
        """Everything the frame of an opportunity's page needs, and what its permissions ask for."""
        mine = _members().filter(opportunity_id=OuterRef("pk"), person_id=actor.person_id)
        return self.select_related(
            "partner", "account", "contact", "stage", "source", "currency", "loss_reason"
        ).annotate(am_member=models.Exists(mine), managed_by=F("partner__channel_manager_id"))

    def for_list(self) -> OpportunityQuerySet:
        """Everything a row of a list shows, as plain values in one statement."""
        return self.with_team().annotate(
            account_name=F("account__name"),
            account_city=F("account__city"),
            account_region=F("account__region"),
            account_country=F("account__country"),
            partner_name=F("partner__name"),
        )
