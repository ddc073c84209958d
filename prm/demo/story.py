"""What the cast did this morning, each through the verb of the page and with their own rights; the others are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from opportunities.entry.actions import enter_opportunity
from opportunities.entry.records import Entry, HelpEntry, LineEntry, NewAccount, NewContact
from opportunities.models import Member, Opportunity, Stage
from opportunities.reference.actions import save_reference
from opportunities.stages.actions import move_stage
from opportunities.team.by_hand import add_member
from opportunities.team.primary import hand_primary
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.demo import cast
from prm.demo.accounts import enter_known_already
from prm.demo.catalog import Listed
from prm.directory.models import Person


def play(actors: Mapping[str, Actor], products: Mapping[str, Listed], today: date) -> int:
    """Deals that are entered and moved today; returns how many were entered."""
    entered = [
        _enter(actors[cast.PAT.name], _tablets(products, today, people=_ids(actors[cast.PAM.name]))),
        _enter(actors[cast.OLGA.name], _wireless(products, today)),
        _enter(actors[cast.ABE.name], _direct(products, today)),
    ]
    _move_on(actors[cast.PAT.name], today)
    _confirm_wins()
    _ask_win(actors[cast.PAT.name])
    _hand_on(actors[cast.PAM.name], actors[cast.PAT.name])
    enter_known_already(actors[cast.OLGA.name])
    return len(entered)


def _enter(actor: Actor, entry: Entry) -> Opportunity:
    with acting_as(actor):
        return enter_opportunity(entry, actor=actor).opportunity


def _move_on(actor: Actor, today: date) -> None:
    """One of the deals in qualification gets its proposal."""
    with acting_as(actor):
        mine = Opportunity.objects.visible_to(actor).filter(primary_person_id=actor.person_id)
        proposal = Stage.objects.get(code="proposal")
        found = mine.filter(stage__code="qualification", stage_since__lt=today).for_page(actor)
        opportunity = found.order_by("close_date", "pk").first()
        if opportunity is not None:
            move_stage(opportunity, actor=actor, stage=proposal, version=opportunity.version)


def _confirm_wins() -> None:
    """From now on what a partner wins waits until the brand owner has confirmed it."""
    with acting_as(SYSTEM):
        won = Stage.objects.get(code="won")
        won.confirmed_by_brand_owner = True
        save_reference(won, actor=SYSTEM)


def _ask_win(actor: Actor) -> None:
    """The furthest of one's own deals is won, says who leads it; there always is one."""
    with acting_as(actor):
        mine = Opportunity.objects.visible_to(actor).open().filter(primary_person_id=actor.person_id)
        opportunity = mine.for_page(actor).order_by("-stage__order", "close_date", "pk")[0]
        won = Stage.objects.get(code="won")
        move_stage(opportunity, actor=actor, stage=won, version=opportunity.version)


def _hand_on(actor: Actor, colleague: Actor) -> None:
    """A manager makes somebody primary of a deal that another colleague led."""
    with acting_as(actor):
        deals = Opportunity.objects.visible_to(actor).open().filter(partner_id=actor.organization_id)
        others = deals.exclude(primary_person_id__in=_ids(actor, colleague)).for_page(actor)
        opportunity = others.order_by("close_date", "pk").first()
        if opportunity is not None:
            person = Person.objects.get(pk=colleague.person_id)
            add_member(opportunity, person, actor=actor)
            member = Member.objects.select_related("person").get(opportunity=opportunity, person=person)
            hand_primary(opportunity, member, actor=actor, before=opportunity.primary_person_id)


def _ids(*actors: Actor) -> tuple[int, ...]:
    return tuple(actor.person_id for actor in actors if actor.person_id is not None)


def _line(products: Mapping[str, Listed], name: str, quantity: int) -> LineEntry:
    return LineEntry(products[name].product_id, Decimal(quantity), products[name].prices["USD"])


def _entry(name: str, today: date, *, days: int, **fields: Any) -> Entry:
    """`partner_id` and `person_id` are set by who enters it."""
    close_date = today + timedelta(days=days)
    return Entry(name=name, partner_id=0, person_id=0, close_date=close_date, currency="USD", **fields)


def _tablets(products: Mapping[str, Listed], today: date, people: tuple[int, ...]) -> Entry:
    return _entry(
        "Picking tablets, two halls",
        today,
        days=60,
        account=NewAccount("Quillfeather Grocers", "United States", "OH", "Columbus", "43219", "Wholesale"),
        contact=NewContact("Delphine Okereke", "delphine.okereke@quillfeather-grocers.example"),
        source="trade_show",
        people=people,
        lines=(_line(products, "Trolley Tab 12", 24), _line(products, "Hoist Insight, per user", 24)),
        help=(HelpEntry("presentation", "Show the tablets to the shift leads on site", today + timedelta(days=10)),),
        next_step="Send photos of the two halls",
    )


def _wireless(products: Mapping[str, Listed], today: date) -> Entry:
    return _entry(
        "Warehouse wireless, pier 4",
        today,
        days=75,
        account=NewAccount("Gullwing Marine Supply", "United States", "WI", "Milwaukee", "53207", "Wholesale"),
        source="referral",
        lines=(_line(products, "Outrigger Wireless", 40),),
    )


def _direct(products: Mapping[str, Listed], today: date) -> Entry:
    return _entry(
        "Line control servers, framework agreement",
        today,
        days=120,
        account=NewAccount("Bellweather Turbines", "United States", "OH", "Toledo", "43606", "Energy"),
        source="existing_customer",
        lines=(_line(products, "Mast 400 Rugged", 6), _line(products, "Rigging Installation Day", 4)),
    )
