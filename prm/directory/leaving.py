"""What becomes of somebody's work when they leave their company. Opportunities lie above the directory and register
here; everything happens in the transaction of the verb that lets the person go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.core.actor import Actor, Role
from prm.core.outbox.publish import publish
from prm.directory.events import OrganizationChanged, PersonDeactivated, PersonGone
from prm.directory.models import Organization, Person
from prm.directory.models.person import PersonQuerySet

# Any number that nothing else locks by.
LEAVING_LOCK = 7_301_846
# A page that gave them something and was being saved meanwhile has ended by then.
UNTIL_ALL_IS_SAVED = timedelta(minutes=1)
# Nobody leads a deal in this role.
READING_ONLY = Role.CHANNEL_EXECUTIVE


class How(StrEnum):
    """Why somebody leaves."""

    DEACTIVATED = "deactivated"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who leaves the company in which `person` still stands; `successor` leads from now on what they led."""

    person: Person
    how: How
    actor: Actor
    at: datetime
    successor: Person | None


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody is responsible for, as counts: led and open, led and closed, on the team of others'."""

    led_open: int = 0
    led_closed: int = 0
    on_teams: int = 0

    @property
    def led(self) -> int:
        return self.led_open + self.led_closed


HandOver = Callable[[Leaving], None]
Follow = Callable[[Person, Person], None]
Count = Callable[[Person], Work]

_hand_over: list[HandOver] = []
_count: list[Count] = []
_follow: list[Follow] = []


def hands_work_over(hand_over: HandOver) -> HandOver:
    """Register the function that ends somebody's part in all work and gives their successor what they led."""
    _hand_over[:] = [hand_over]
    return hand_over


def follows_to_company(follow: Follow) -> Follow:
    """Register a function (who they were, who they are) that takes along what is theirs and not their company's."""
    _follow.append(follow)
    return follow


def take_along(former: Person, new: Person) -> None:
    """Give somebody at another company what is theirs: sign-in, searches that name nobody, whether they want mail."""
    for follow in _follow:
        follow(former, new)


def counts_work(count: Count) -> Count:
    """Register the function that says what somebody is responsible for, as far as the database shows it."""
    _count[:] = [count]
    return count


def work_of(person: Person) -> Work:
    """What somebody is responsible for now."""
    return _count[0](person) if _count else Work()


def hold_leavings() -> None:
    """Let one after the other leave, until the transaction ends: two who go at the same moment must not be named each
    other's successor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LEAVING_LOCK,))


def successor_of(person: Person) -> Person | None:
    """Who leads what somebody led: at a partner the manager they report to, else another manager of the company, else
    its channel manager; at the brand owner whom they report to. None where one has to be named."""
    colleagues = Person.objects.active().filter(organization_id=person.organization_id).exclude(pk=person.pk)
    boss = colleagues.filter(pk=person.reports_to_id or 0).exclude(role=READING_ONLY)
    if person.works_for_brand_owner:
        return boss.first()
    managers = colleagues.filter(role=Role.PARTNER_MANAGER)
    managed = Person.objects.active().filter(managed_partners=person.organization_id)
    return boss.filter(role=Role.PARTNER_MANAGER).first() or managers.order_by("pk").first() or managed.first()


def successors(person: Person) -> PersonQuerySet:
    """Who may be named where nobody follows by themselves: colleagues, and for a partner's deals channel managers."""
    people = Person.objects.active().exclude(pk=person.pk).exclude(role=READING_ONLY)
    colleagues = people.filter(organization_id=person.organization_id)
    return colleagues if person.works_for_brand_owner else colleagues | people.filter(role=Role.CHANNEL_MANAGER)


def check_successor(person: Person, named: Person | None = None) -> Person | None:
    """Who leads what somebody led, `named` where nobody follows by themselves. Raises ValidationError where somebody
    is needed and not named, or cannot lead."""
    found = successor_of(person)
    if found is not None or not work_of(person).led:
        return found
    if named is not None and successors(person).filter(pk=named.pk).exists():
        return named
    raise nobody_follows(person)


def nobody_follows(person: Person) -> ValidationError:
    """That a successor has to be named."""
    words = _("Nobody follows %(name)s by themselves: name who leads their opportunities from now on.")
    return ValidationError({"successor": words % {"name": person.name}})


def check_administrator_stays(person: Person) -> None:
    """Raise ValidationError where the last active administrator would go: nobody could come back to name another."""
    others = Person.objects.active().filter(role=Role.ADMINISTRATOR).exclude(pk=person.pk)
    if person.active and person.role == Role.ADMINISTRATOR and not others.exists():
        raise ValidationError(_("This is the last active administrator. Name another one first."))


def leave(person: Person, how: How, *, actor: Actor, named: Person | None = None) -> Leaving:
    """Hand over what somebody leads and end their part in the rest; reports and managed partners go to whom they
    report to. `person` stands as before the change. Within `hold_leavings`."""
    leaving = Leaving(person, how, actor, timezone.now(), check_successor(person, named))
    for hand_over in _hand_over:
        hand_over(leaving)
    _pass_on_reports(leaving)
    _pass_on_partners(leaving)
    publish(PersonDeactivated(person.pk), actor=actor)
    publish(PersonGone(person.pk), actor=actor, delay=UNTIL_ALL_IS_SAVED)
    return leaving


def next_channel_manager(person: Person) -> Person | None:
    """Who looks after somebody's partners when they go: whom they report to, if that is a channel manager."""
    return Person.objects.active().filter(pk=person.reports_to_id or 0, role=Role.CHANNEL_MANAGER).first()


def _pass_on_reports(leaving: Leaving) -> None:
    person = leaving.person
    if person.reports_to_id or leaving.how == How.MOVED:
        Person.objects.filter(reports_to=person).exclude(pk=person.reports_to_id).update(reports_to=person.reports_to)


def _pass_on_partners(leaving: Leaving) -> None:
    """Who moves to another company looks after no partner from there; who is deactivated may come back."""
    person = leaving.person
    if not person.works_for_brand_owner:
        return
    boss = next_channel_manager(person)
    if boss or leaving.how == How.MOVED:
        managed = Organization.objects.filter(channel_manager=person)
        changed, at = ("channel_manager_id",), leaving.at.isoformat()
        told = [OrganizationChanged(pk, changed, at) for pk in managed.order_by("pk").values_list("pk", flat=True)]
        managed.update(channel_manager=boss)
        if told:
            publish(*told, actor=leaving.actor)
