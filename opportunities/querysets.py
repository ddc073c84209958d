"""Reading opportunities: adjectives, and who sees what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from prm.core.actor import Actor, Role
from prm.core.visibility import NOTHING, among

# How membership in the team of some people is asked.
OnTeam = Callable[[Sequence[int | None]], Q]


def _members() -> models.QuerySet[Any]:
    return apps.get_model("opportunities", "Member").objects.all()


def _gathered(people: Sequence[int | None]) -> Q:
    """On the team of one of these people: their memberships are gathered first."""
    return among("id", _members().filter(person_id__in=people).values("opportunity_id"))


def _looked_up(people: Sequence[int | None]) -> Q:
    """The same asked of one opportunity at a time: thousands of memberships need not be gathered."""
    return Q(Exists(_members().filter(person_id__in=people, opportunity_id=OuterRef("pk"))))


def on_own_team(actor: Actor) -> Q:
    """On the sales team oneself: gives sight in every role, restricted or not."""
    return _gathered([actor.person_id])


def not_restricted_for(actor: Actor) -> Q:
    """What is left of a list when restricted opportunities are kept for those who may see them."""
    own_company = Q(partner_id=actor.organization_id) if actor.role == Role.PARTNER_MANAGER else NOTHING
    return Q(restricted=False) | own_company | on_own_team(actor)


def _of_managed_partners(actor: Actor) -> Q:
    """Of partners managed by the actor or by a report."""
    organizations = apps.get_model("directory", "Organization").objects
    managers = (actor.person_id, *actor.reports)
    managed = organizations.filter(channel_manager_id__in=managers).values("id")
    return Q(restricted=False) & among("partner_id", managed)


def _of_company(actor: Actor, on_team: OnTeam) -> Q:
    """Of the own company, restricted ones too, and of those below it."""
    below = [pk for pk in actor.organizations if pk != actor.organization_id]
    own = Q(partner_id=actor.organization_id)
    # Without a company below, no team elsewhere is possible, and this alone gives the order of the index.
    return own | Q(partner_id__in=below, restricted=False) | on_team([actor.person_id]) if below else own


def sight(actor: Actor, on_team: OnTeam = _gathered) -> Q | None:
    """The condition under which the actor sees an opportunity; None = all of them."""
    if actor.is_system or actor.role == Role.ADMINISTRATOR:
        return None
    if actor.role == Role.PARTNER_MANAGER:
        return _of_company(actor, on_team)
    own = on_team([actor.person_id])
    if actor.role == Role.CHANNEL_EXECUTIVE:
        return Q(restricted=False) | own
    found = own | Q(restricted=False) & on_team(actor.reports) if actor.reports else own
    return _of_managed_partners(actor) | found if actor.role == Role.CHANNEL_MANAGER else found


def of_visible(actor: Actor) -> Q:
    """Rows of a table below opportunities whose opportunity the actor sees, each looked up by itself.

    For rows that are few by another condition, or read in their own order: however many opportunities the actor sees
    does not count.
    """
    condition = sight(actor, _looked_up)
    if condition is None:
        return Q()
    opportunities = apps.get_model("opportunities", "Opportunity").objects
    return Q(Exists(opportunities.filter(condition, pk=OuterRef("opportunity_id"))))


class OpportunityQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> OpportunityQuerySet:
        """The first lock: what the role, the company, the team and the reports of the actor give sight of."""
        condition = sight(actor)
        return self if condition is None else self.filter(condition)

    def with_me(self, actor: Actor) -> OpportunityQuerySet:
        """My Opportunities: those on whose sales team the actor is."""
        return self.filter(on_own_team(actor))

    def valid(self) -> OpportunityQuerySet:
        return self.filter(entered_in_error=False)

    def open(self) -> OpportunityQuerySet:
        """Neither won nor lost. The day of closing says so on the row itself, as the indexes of open ones know."""
        return self.filter(closed_on=None)

    def idle(self, today: date) -> OpportunityQuerySet:
        """Open, and for as many days as the settings say without an activity or a change that moves the deal."""
        return self.open().filter(last_progress_on__lt=today - timedelta(days=settings.IDLE_DAYS))

    def without_brand_owner(self, actor: Actor) -> OpportunityQuerySet:
        """Nobody who works for the brand owner is on the sales team. Of open ones `unattended` tells it at once."""
        theirs = _members().filter(person__organization_id=actor.brand_owner_id)
        return self.filter(~Exists(theirs.filter(opportunity_id=OuterRef("pk"))))

    def unattended(self) -> OpportunityQuerySet:
        """Open, and nobody who works for the brand owner is on the sales team."""
        rows = apps.get_model("opportunities", "Unattended").objects.values("opportunity_id")
        return self.filter(pk__in=rows)

    def win_asked(self) -> OpportunityQuerySet:
        """Closed as won by the partner, and not confirmed by the brand owner yet."""
        return self.filter(win_asked_at__isnull=False)

    def to_confirm(self, actor: Actor) -> OpportunityQuerySet:
        """Wins that an actor who `may_confirm_wins` may confirm, among those they see."""
        if actor.role == Role.ADMINISTRATOR:
            return self.win_asked()
        return self.win_asked().filter(on_own_team(actor) | _of_managed_partners(actor))

    def direct(self) -> OpportunityQuerySet:
        return self.filter(partner__kind="brand_owner")

    def closing_in(self, start: date, end: date) -> OpportunityQuerySet:
        """Expected to close in [start, end)."""
        return self.filter(close_date__gte=start, close_date__lt=end)

    def for_page(self, actor: Actor) -> OpportunityQuerySet:
        """Everything the frame of an opportunity's page needs, and what its permissions ask for."""
        mine = _members().filter(opportunity_id=OuterRef("pk"), person_id=actor.person_id)
        return self.select_related(
            "partner",
            "primary_person",
            "account",
            "contact",
            "stage",
            "source",
            "currency",
            "loss_reason",
        ).annotate(am_member=Exists(mine), managed_by=F("partner__channel_manager_id"))
