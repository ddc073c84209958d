"""The Sales Team in words: who is on it, how each came and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opportunities.history.reasons import Why, why
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.team.offers import others_url
from opportunities.team.permissions import may_become_primary, may_hand_primary, may_remove
from opportunities.team.qualifying import no_longer_chosen
from prm.core.actor import Actor
from prm.directory.models import Organization

JOINING = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One person of the team as the page shows them; `why` is None where nothing but a colleague brought them.

    `others_url` leads to who else was considered, for readers who may know.
    """

    name: str
    company: str
    side: str
    lead: str
    state: str
    about: str
    how: str
    why_label: str
    why: Why | None
    others_url: str
    no_longer_chosen: str
    key: str
    may_remove: bool
    may_become_primary: bool
    is_reader: bool


@dataclass(frozen=True, slots=True)
class Company:
    """One side of the team."""

    name: str
    side: str
    members: list[TeamMember]


@dataclass(frozen=True, slots=True)
class Found:
    """How far the assignment is: `waiting` right after entry, then what it found nobody for, in sentences.

    `locked` says that it is locked and why; nobody is waited for then.
    """

    waiting: bool
    nobody: list[str]
    locked: str = ""
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PastMember:
    """Somebody who was on the team, until when."""

    name: str
    company: str
    side: str
    since: datetime
    until: datetime


def past_members(opportunity: Opportunity, team: Sequence[Member]) -> list[PastMember]:
    """Who was on the team and is not on it now, the last to leave first."""
    present = {member.person_id for member in team}
    periods = MemberPeriod.objects.of(opportunity).exclude(until=None).exclude(person_id__in=present)
    return [
        PastMember(
            name=period.person.name,
            company=period.person.organization.name,
            side=period.person.organization.kind,
            since=period.since,
            until=period.until,
        )
        for period in periods.select_related("person__organization").order_by("-until", "-pk")
    ]


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
    locked = _locked(opportunity)
    entries = OpportunityHistory.objects.of(opportunity).visible_to(actor).filter(verb__startswith="assignment.")
    newest = list(entries.order_by("-at", "-id").values_list("verb", "parameters", "at")[:10])
    if not newest:
        waiting = not locked and timezone.now() - opportunity.created_at < JOINING
        return Found(waiting, nobody=[], locked=locked)
    at = newest[0][2]
    reasons = [parameters["reason"] for verb, parameters, when in newest if verb == "assignment.nobody" and when == at]
    return Found(waiting=False, nobody=[why(reason, "", actor).text for reason in reasons], locked=locked, at=at)


def unanswered(result: Found, team: Sequence[Member]) -> Found:
    """That nobody was found is news only until the brand owner's side adds somebody by hand."""
    answered = any(
        member.how == Member.How.BY_HAND
        and member.person.organization.kind == Organization.Kind.BRAND_OWNER
        and (result.at is None or member.added_at > result.at)
        for member in team
    )
    return replace(result, nobody=[]) if answered else result


def _locked(opportunity: Opportunity) -> str:
    if not opportunity.assignment_locked:
        return ""
    if opportunity.lock_reason:
        told = {"reason": opportunity.lock_reason}
        return _("Assignment is locked for this opportunity, so rules add nobody: %(reason)s") % told
    return _("Assignment is locked for this opportunity, so rules add nobody. No reason was given.")


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
        why=why(member.reason, first_name, actor) if member.reason else None,
        others_url=others_url(opportunity, member, actor) if member.reason else "",
        no_longer_chosen=no_longer_chosen(member, first_name, actor),
        key=person.key,
        may_remove=may_remove(actor, opportunity, member),
        may_become_primary=may_hand_primary(actor, opportunity) and may_become_primary(opportunity, member),
        is_reader=person.pk == actor.person_id,
    )


def _how(member: Member, actor: Actor) -> str:
    day = date_format(timezone.localtime(member.added_at), "M j")
    if member.how == Member.How.ENTERED:
        return _("Entered this opportunity, %(day)s") % {"day": day}
    if member.how == Member.How.RULE:
        return _("Added by assignment, %(day)s") % {"day": day}
    return _("Added by %(name)s, %(day)s") % {"name": member.added_by.name if member.added_by else "", "day": day}
