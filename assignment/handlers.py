"""What assignment does when something happened to an opportunity or a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max, Q

from assignment.actions import Asked, assign
from assignment.matcher import current_matcher
from assignment.models import AssignmentRun, PersonProfile
from assignment.relevance import OF_ORGANIZATION, is_asked_for
from opportunities.events import OpportunityChanged, OpportunityEntered, tell_changes_of_many
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.events import handles
from prm.directory.events import AccountChanged, OrganizationChanged, PersonPlaced

CLOCKS_DIFFER = timedelta(seconds=3)


def assign_many(events: list[tuple[OpportunityEntered, int]]) -> None:
    """Run the rules for a chunk of new opportunities."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in) for event, outbox_id in events])


@handles(OpportunityEntered, many=assign_many)
def assign_entered(event: OpportunityEntered, outbox_id: int) -> None:
    """Run the rules for a new opportunity."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in)])


def reassign_many(events: list[tuple[OpportunityChanged, int]]) -> None:
    """Run the rules again for those of a chunk whose change an active rule asks for and no run has seen yet."""
    matcher = current_matcher()
    asked = [(event, outbox_id) for event, outbox_id in events if is_asked_for(event.attributes, matcher)]
    newest = AssignmentRun.objects.filter(opportunity_id__in=[event.opportunity_id for event, _ in asked])
    seen = dict(newest.order_by().values_list("opportunity_id").annotate(Max("started_at"))) if asked else {}
    change = AssignmentRun.Trigger.CHANGE
    assign(
        [
            Asked(event.opportunity_id, outbox_id, trigger=change)
            for event, outbox_id in asked
            if not _is_seen(event, seen.get(event.opportunity_id))
        ]
    )


@handles(OpportunityChanged, many=reassign_many)
def reassign_changed(event: OpportunityChanged, outbox_id: int) -> None:
    """Run the rules again, once for all changes until then."""
    reassign_many([(event, outbox_id)])


def _is_seen(event: OpportunityChanged, run: datetime | None) -> bool:
    """A run reads what is committed; two machines' clocks may differ a little."""
    return run is not None and run > datetime.fromisoformat(event.at) + CLOCKS_DIFFER


@handles(AccountChanged)
def reassign_deals_of_account(event: AccountChanged, outbox_id: int) -> None:
    """Run the rules again for its open opportunities, where an active rule asks for what changed of the customer."""
    _ask_again(Q(account_id=event.account_id), event.changed, event.at)


@handles(OrganizationChanged)
def reassign_deals_of_organization(event: OrganizationChanged, outbox_id: int) -> None:
    """The same for a partner's."""
    changed = [OF_ORGANIZATION[name] for name in event.changed if name in OF_ORGANIZATION]
    _ask_again(Q(partner_id=event.organization_id), changed, event.at)


def _ask_again(of: Q, attributes: Collection[str], at: str) -> None:
    """One event for each, which settles with the other changes until then and is worked off in chunks."""
    if is_asked_for(attributes, current_matcher()):
        ids = Opportunity.objects.valid().open().filter(of).order_by("pk").values_list("pk", flat=True)
        tell_changes_of_many(list(ids), attributes, actor=SYSTEM, at=at)


@handles(PersonPlaced)
def place_person(event: PersonPlaced, outbox_id: int) -> None:
    """Note the territory, unless somebody has noted more of the person already."""
    PersonProfile.objects.get_or_create(person_id=event.person_id, defaults={"territory_id": event.territory_id})
