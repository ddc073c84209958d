"""sales_teams.csv: territories, channel managers, partners and their one person each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from opportunities.imports.files import BadValue, Row
from opportunities.imports.report import REFUSALS, Report, reason_of
from prm.core.actor import Actor, Role
from prm.core.outbox.publish import publish
from prm.core.sorting import folded
from prm.directory.actions import save_organization, save_person
from prm.directory.events import PersonPlaced
from prm.directory.models import Organization, Person, Territory

COLUMNS = ("sales_agent", "manager", "regional_office")


@dataclass(frozen=True, slots=True)
class Seller:
    """A partner and its person."""

    partner_id: int
    person_id: int


def ensure_brand_owner(actor: Actor) -> Organization:
    """The brand owner installed, else a new one."""
    found = Organization.objects.filter(kind=Organization.Kind.BRAND_OWNER).first()
    return found or save_organization(
        Organization(kind=Organization.Kind.BRAND_OWNER, name=_("Brand owner")), actor=actor
    )


def take_teams(rows: Iterable[Row], brand_owner: Organization, *, actor: Actor, report: Report) -> dict[str, Seller]:
    """Partner and person by the agent's name; what the portal lacks is added."""
    found: dict[str, Seller] = {}
    for row in rows:
        try:
            with transaction.atomic():
                agent = row.text("sales_agent")
                if agent in found:
                    raise BadValue(_("sales_agent “%(name)s” stands in an earlier line already") % {"name": agent})
                found[agent] = _seller(row, agent, brand_owner, actor)
        except REFUSALS as error:
            report.refuse(row, reason_of(error))
    return found


def _seller(row: Row, agent: str, brand_owner: Organization, actor: Actor) -> Seller:
    territory = _territory(row.text("regional_office"))
    manager = _manager(row.text("manager"), brand_owner, territory, actor)
    partner = Organization(name=f"{agent} Consulting", territory=territory, channel_manager=manager)
    existing = Organization.objects.partners().filter(name_sort=folded(partner.name)).first()
    partner = existing or save_organization(partner, actor=actor)
    return Seller(partner.pk, _person(agent, partner, Role.PARTNER_MANAGER, actor).pk)


def _manager(name: str, brand_owner: Organization, territory: Territory, actor: Actor) -> Person:
    found = Person.objects.filter(organization=brand_owner, name_sort=folded(name)).first()
    if found is None:
        found = _person(name, brand_owner, Role.CHANNEL_MANAGER, actor)
        publish(PersonPlaced(person_id=found.pk, territory_id=territory.pk), actor=actor)
    return found


def _territory(name: str) -> Territory:
    found = Territory.objects.filter(name=name).first()
    if found is None:
        found = Territory(name=name)
        found.full_clean()
        found.save()
    return found


def _person(name: str, organization: Organization, role: Role, actor: Actor) -> Person:
    found = Person.objects.filter(organization=organization, name_sort=folded(name)).first()
    return found or save_person(Person(organization=organization, name=name, role=role), actor=actor)
