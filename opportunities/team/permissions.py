"""Who may add, remove and put first whom on the Sales Team of an opportunity loaded `for_page(actor)`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from opportunities.models import Member, Opportunity
from opportunities.permissions import may_change
from prm.core.actor import Actor, Role
from prm.directory.models import Person

LEADS_CHANNEL = (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR)


def is_direct(opportunity: Opportunity) -> bool:
    return opportunity.partner.kind == "brand_owner"


def may_add_people(actor: Actor, opportunity: Opportunity) -> bool:
    """Partners add their own people; of the brand owner the channel managers and administrators, and on a direct deal
    whoever may change it."""
    if opportunity.entered_in_error or not may_change(actor, opportunity):
        return False
    return actor.is_partner or is_direct(opportunity) or actor.role in LEADS_CHANNEL or actor.is_system


def addable(actor: Actor, opportunity: Opportunity) -> models.QuerySet[Person]:
    """A partner adds colleagues and the channel manager of the deal's partner; the brand owner its own people."""
    people = Person.objects.visible_to(actor).active()
    if actor.is_partner:
        own = Q(organization_id=opportunity.partner_id) & Q(organization_id__in=actor.organizations)
        people = people.filter(own | Q(managed_partners=opportunity.partner_id)).distinct()
    else:
        people = people.filter(organization__kind="brand_owner")
    return people.exclude(pk__in=Member.objects.of(opportunity).values("person_id"))


def may_remove(actor: Actor, opportunity: Opportunity, member: Member) -> bool:
    """Everybody but the primary may leave; each side takes its own people off the team."""
    if member.person_id == opportunity.primary_person_id:
        return False
    if member.person_id == actor.person_id:
        return actor.role != Role.CHANNEL_EXECUTIVE or opportunity.am_member
    works_here = member.person.organization_id in actor.organizations
    return may_add_people(actor, opportunity) and (works_here or actor.is_system)


def may_hand_primary(actor: Actor, opportunity: Opportunity) -> bool:
    """The primary, the primary's managers, the partner's managers, administrators; on a partner's deal never an agent
    of the brand owner."""
    if opportunity.entered_in_error or actor.role == Role.CHANNEL_EXECUTIVE:
        return False
    if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM):
        return True
    if actor.role == Role.SALES_AGENT and not is_direct(opportunity):
        return False
    if actor.role == Role.PARTNER_MANAGER and opportunity.partner_id == actor.organization_id:
        return True
    return opportunity.primary_person_id in (actor.person_id, *actor.reports)


def may_become_primary(opportunity: Opportunity, member: Member) -> bool:
    """Somebody active of the company that leads the deal now; the other company takes over by handing over."""
    person = member.person
    return (
        person.active
        and member.person_id != opportunity.primary_person_id
        and person.organization_id == opportunity.primary_person.organization_id
    )


def is_handed_over(opportunity: Opportunity) -> bool:
    """A partner's deal that somebody of the brand owner leads."""
    return not is_direct(opportunity) and opportunity.primary_person.organization_id != opportunity.partner_id


def may_hand_over(actor: Actor, opportunity: Opportunity) -> bool:
    """The partner's side gives an open deal to the brand owner and keeps the credit."""
    if is_direct(opportunity) or is_handed_over(opportunity) or not opportunity.stage.is_open:
        return False
    return not actor.is_brand_owner and may_hand_primary(actor, opportunity)


def may_hand_back(actor: Actor, opportunity: Opportunity) -> bool:
    """The brand owner's side gives a deal back to the partner: whoever leads it, channel managers, administrators."""
    if not is_handed_over(opportunity) or opportunity.entered_in_error or actor.is_partner:
        return False
    leads = opportunity.primary_person_id == actor.person_id
    return leads or (actor.role in LEADS_CHANNEL and may_change(actor, opportunity)) or actor.is_system
