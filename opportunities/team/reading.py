"""The Sales Team in words: who is on it, how each came and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import Actor
from prm.directory.models import Organization

JOINING = timedelta(seconds=15)
Explain = Callable[[Mapping[str, Any], str, Actor], str]
_explain: list[Explain] = []


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One person of the team as the page shows them; `why` are the words, empty for people added by hand."""

    name: str
    company: str
    side: str
    lead: str
    state: str
    about: str
    how: str
    why_label: str
    why: str


@dataclass(frozen=True, slots=True)
class Company:
    """One side of the team."""

    name: str
    side: str
    members: list[TeamMember]


@dataclass(frozen=True, slots=True)
class Found:
    """How far the assignment is: `waiting` right after entry, then what it found nobody for, in sentences."""

    waiting: bool
    nobody: list[str]


def explained_by(explain: Explain) -> Explain:
    """Register the one function that turns a stored reason into words: (reason, name of the person, reader)."""
    _explain[:] = [explain]
    return explain


def companies(opportunity: Opportunity, team: Sequence[Member], actor: Actor) -> list[Company]:
    """The team by company, the reader's own first; the other side appears even while nobody of it joined."""
    groups: dict[int, Company] = {}
    for organization in _sides(opportunity, actor):
        groups[organization.pk] = Company(organization.name, organization.kind, [])
    for member in team:
        organization = member.person.organization
        group = groups.setdefault(organization.pk, Company(organization.name, organization.kind, []))
        group.members.append(_shown(member, opportunity, actor))
    for group in groups.values():
        group.members.sort(key=lambda shown: not shown.lead)
    return list(groups.values())


def found(opportunity: Opportunity, actor: Actor) -> Found:
    """What the assignment came to, from the newest of its history entries that the actor may read."""
    entries = OpportunityHistory.objects.of(opportunity).visible_to(actor).filter(verb__startswith="assignment.")
    newest = list(entries.order_by("-at", "-id").values_list("verb", "parameters", "at")[:10])
    if not newest:
        return Found(waiting=timezone.now() - opportunity.created_at < JOINING, nobody=[])
    at = newest[0][2]
    reasons = [parameters["reason"] for verb, parameters, when in newest if verb == "assignment.nobody" and when == at]
    return Found(waiting=False, nobody=[_explain[0](reason, "", actor) for reason in reasons])


def _sides(opportunity: Opportunity, actor: Actor) -> list[Organization]:
    partner, brand_owner = opportunity.partner, Organization.objects.brand_owner()
    if partner.pk == brand_owner.pk:
        return [brand_owner]
    return [partner, brand_owner] if actor.is_partner else [brand_owner, partner]


def _shown(member: Member, opportunity: Opportunity, actor: Actor) -> TeamMember:
    person, company = member.person, member.person.organization
    lead = "primary" if member.person_id == opportunity.primary_person_id else "lead" if member.is_lead else ""
    states = {"primary": _("Primary"), "lead": _("%(company)s lead") % {"company": company.name}, "": ""}
    first_name = person.name.split(" ")[0]
    return TeamMember(
        name=person.name,
        company=company.name,
        side=company.kind,
        lead=lead,
        state=states[lead],
        about=", ".join(filter(None, [person.job_title or person.get_role_display()])),
        how=_how(member, actor),
        why_label=_("Why %(name)s?") % {"name": first_name},
        why=_explain[0](member.reason, first_name, actor) if member.how == Member.How.RULE else "",
    )


def _how(member: Member, actor: Actor) -> str:
    day = date_format(timezone.localtime(member.added_at), "M j")
    if member.how == Member.How.ENTERED:
        return _("Entered this opportunity, %(day)s") % {"day": day}
    if member.how == Member.How.RULE:
        return _("Added by assignment, %(day)s") % {"day": day}
    return _("Added by %(name)s, %(day)s") % {"name": member.added_by.name if member.added_by else "", "day": day}
