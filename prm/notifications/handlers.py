"""Who is told of what happened. The person who did it is never told of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assignment.events import NobodyFound
from assignment.models import AssignmentRun
from opportunities.events import MembersAdded, OpportunityClosed, PrimaryHanded, WinAsked, WinReturned
from opportunities.models import OpportunityHistory, Stage
from prm.core.actor import SYSTEM
from prm.core.outbox.events import handles
from prm.core.rls import acting_as
from prm.directory.leaving import follows_to_company
from prm.directory.models import Person
from prm.notifications.actions import Told, mail_notice, notify
from prm.notifications.events import MailDue
from prm.notifications.models import Notice, NoticePreference
from prm.notifications.recipients import administrators, channel_manager_of, team_of

Kind = Notice.Kind


def _each(people: Iterable[int], kind: str, by: int | None, **parameters: Any) -> dict[int, Told]:
    """The same for all of them but the one who did it."""
    told = Told(kind, {"by": by} | parameters)
    return {person: told for person in people if person != by}


@handles(MembersAdded)
def tell_added(event: MembersAdded, outbox_id: int) -> None:
    notify(event.opportunity_id, _each(event.people, Kind.ADDED, event.by), outbox_id=outbox_id)


@handles(PrimaryHanded)
def tell_primary(event: PrimaryHanded, outbox_id: int) -> None:
    """The new primary, and the former one where somebody else took it from them."""
    told = _each([event.former], Kind.NO_LONGER_PRIMARY, event.by, how=event.how, other=event.person)
    told |= _each([event.person], Kind.PRIMARY, event.by, how=event.how)
    notify(event.opportunity_id, told, outbox_id=outbox_id)


@handles(OpportunityClosed)
def tell_closed(event: OpportunityClosed, outbox_id: int) -> None:
    """The team, and the channel manager of the partner."""
    people = team_of(event.opportunity_id) | channel_manager_of(event.opportunity_id)
    won = Kind.WIN_CONFIRMED if event.confirmed else Kind.WON
    kind = won if event.outcome == Stage.Outcome.WON else Kind.LOST
    notify(event.opportunity_id, _each(people, kind, event.by), outbox_id=outbox_id)


@handles(WinAsked)
def tell_win_asked(event: WinAsked, outbox_id: int) -> None:
    """Whoever is to confirm it: the channel manager, and where the partner has none the administrators."""
    people = channel_manager_of(event.opportunity_id) or administrators()
    notify(event.opportunity_id, _each(people, Kind.WIN_ASKED, event.by), outbox_id=outbox_id)


@handles(WinReturned)
def tell_win_returned(event: WinReturned, outbox_id: int) -> None:
    """The partner's primary, who asked for it or not, and who asked."""
    people = {event.asked_by, event.primary}
    told = _each(people, Kind.WIN_RETURNED, event.by, reason=event.reason)
    notify(event.opportunity_id, told, outbox_id=outbox_id)


@handles(NobodyFound)
def tell_nobody_found(event: NobodyFound, outbox_id: int) -> None:
    """The channel manager of the partner, and the administrators, who keep the rules."""
    run = AssignmentRun.objects.filter(pk=event.run_id).first()
    if run is None:
        return
    entries = OpportunityHistory.objects.filter(opportunity=run.opportunity_id, at=run.started_at)
    reasons = [entry.parameters["reason"] for entry in entries.filter(verb="assignment.nobody").order_by("pk")]
    people = channel_manager_of(event.opportunity_id) | administrators()
    notify(event.opportunity_id, _each(people, Kind.NOBODY, None, reasons=reasons), outbox_id=outbox_id)


@handles(MailDue)
def mail_it(event: MailDue, outbox_id: int) -> None:
    mail_notice(event.notice_id)


@follows_to_company
def keep_preference(former: Person, new: Person) -> None:
    """Who wants no mail wants none at another company either. Notices stay: they are about the former one's work."""
    with acting_as(SYSTEM):
        NoticePreference.objects.filter(person=former).update(person=new, organization=new.organization)
