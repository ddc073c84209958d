"""What becomes of opportunities when somebody of their teams leaves the company. However many there are, it takes the
same number of statements."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, F, Q

from opportunities.events import PrimaryHanded
from opportunities.history.actions import entry
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.models.child import new
from prm.core.outbox.publish import publish
from prm.directory.leaving import Leaving, Work, counts_work, hands_work_over, nobody_follows
from prm.directory.models import Person


@counts_work
def work_on_teams(person: Person) -> Work:
    """What somebody leads and on whose team they are besides: one statement."""
    led = Q(opportunity__primary_person_id=F("person_id"))
    is_open = Q(opportunity__closed_on=None)
    found = Member.objects.filter(person=person).aggregate(
        led_open=Count("pk", filter=led & is_open),
        led_closed=Count("pk", filter=led & ~is_open),
        on_teams=Count("pk", filter=~led),
    )
    return Work(**found)


@hands_work_over
def leave_teams(leaving: Leaving) -> None:
    """Their successor becomes primary of what they led, and every membership ends, with its line in the history.

    All opportunities are locked first, in the order of their ids, so that nobody hands one of them on meanwhile.
    """
    person = leaving.person
    ids = list(Member.objects.filter(person=person).values_list("opportunity_id", flat=True))
    held = list(Opportunity.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    led = [opportunity for opportunity in held if opportunity.primary_person_id == person.pk]
    if led and leaving.successor is None:
        # Made primary since their work was counted.
        raise nobody_follows(person)
    if leaving.successor is not None:
        _take_over(led, leaving, leaving.successor)
    ids = [opportunity.pk for opportunity in held]
    MemberPeriod.objects.filter(person=person, opportunity_id__in=ids, until=None).update(until=leaving.at)
    Member.objects.filter(person=person, opportunity_id__in=ids).delete()
    OpportunityHistory.objects.bulk_create(_told(opportunity, leaving) for opportunity in held)


def _take_over(led: Sequence[Opportunity], leaving: Leaving, successor: Person) -> None:
    ids = [opportunity.pk for opportunity in led]
    there = set(
        Member.objects.filter(person=successor, opportunity_id__in=ids).values_list("opportunity_id", flat=True)
    )
    _join([opportunity for opportunity in led if opportunity.pk not in there], leaving, successor)
    rows = Opportunity.objects.filter(pk__in=ids)
    if successor.works_for_brand_owner and not leaving.person.works_for_brand_owner:
        # As by handing over: given back, it goes to them again should they have come back.
        rows.update(former_primary=leaving.person)
    rows.update(primary_person=successor, version=F("version") + 1, updated_at=leaving.at)
    crosses = successor.organization_id != leaving.person.organization_id
    handed = [
        PrimaryHanded(
            opportunity.pk, successor.pk, leaving.person.pk, "over" if crosses else "on", leaving.actor.person_id
        )
        for opportunity in led
        if opportunity.closed_on is None and not opportunity.entered_in_error
    ]
    publish(*handed, actor=leaving.actor)


def _join(joining: Sequence[Opportunity], leaving: Leaving, successor: Person) -> None:
    by, how = leaving.actor.person_id, Member.How.BY_HAND
    Member.objects.bulk_create(
        new(Member, opportunity, person=successor, how=how, added_by_id=by, added_at=leaving.at)
        for opportunity in joining
    )
    MemberPeriod.objects.bulk_create(
        new(MemberPeriod, opportunity, person=successor, how=how, since=leaving.at) for opportunity in joining
    )


def _told(opportunity: Opportunity, leaving: Leaving) -> OpportunityHistory:
    people = [{"person": leaving.person.pk}]
    if opportunity.primary_person_id == leaving.person.pk and leaving.successor is not None:
        people.append({"person": leaving.successor.pk})
    return entry(opportunity, f"person.{leaving.how}", actor=leaving.actor, at=leaving.at, people=people)
