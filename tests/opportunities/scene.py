"""The cast with more around it: a distributor above Cardinal, reports, more products, currencies and places.

One scene serves all tests of a module: each test undoes what it did. Nobody sells in Bavaria, and nobody knows servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.access.actions import give_sign_in
from prm.access.actors import actor_of
from prm.access.models import User
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, ExchangeRate, Product, ProductLine
from prm.core.actor import SYSTEM, Actor, Role
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person, Territory, TerritoryArea

TODAY = date.today()
LONG_AGO = TODAY - timedelta(days=800)
GANTRY, CARDINAL, HARBORLINE, SUMMIT = cast.BRAND_OWNER, cast.PARTNER, cast.OTHER_PARTNER, "Summit Distribution"
# First name → organization, role. The first seven are the cast.
PEOPLE = {member.name.split()[0].lower(): (member.organization, member.role) for member in cast.CAST} | {
    "cem": (GANTRY, Role.CHANNEL_MANAGER),
    "bob": (GANTRY, Role.CHANNEL_MANAGER),
    "ivo": (GANTRY, Role.SALES_AGENT),
    "dana": (SUMMIT, Role.PARTNER_MANAGER),
    "pia": (CARDINAL, Role.PARTNER_REP),
    "otto": (HARBORLINE, Role.PARTNER_MANAGER),
}
NAMES = {member.name.split()[0].lower(): member.name for member in cast.CAST}
BOSSES = {"bea": "cem", "abe": "bea", "pat": "pam", "pia": "pat"}
# Partner → parent, channel manager.
PARTNERS = {SUMMIT: ("", "bob"), CARDINAL: (SUMMIT, "bea"), HARBORLINE: ("", "bob")}
# Currency → rate, decimals; the pound has no rate.
CURRENCIES = {"EUR": ("1.10", 2), "JPY": ("0.0066", 0), "KWD": ("3.25", 3), "GBP": ("", 2)}
ROUTER, TABLET, SERVER, MODEM = "Mast Router", "Trolley Tablet", "Cage Server", "Old Modem"
# Product → line, list price in dollars; the modem is no longer sold.
PRODUCTS = {ROUTER: ("Routers", 100), TABLET: ("Tablets", 40), SERVER: ("Servers", 900), MODEM: ("Modems", 5)}


@dataclass
class Scene:
    """Everybody and everything by name; people by first name in lower case."""

    great_lakes: Territory
    bavaria: Territory
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody as their next request would find them; not to be asked for inside `acting_as`."""
        actor = actor_of(self.users[name].pk)
        assert actor is not None, f"{name} cannot sign in"
        return actor

    def client(self, name: str) -> Client:
        """Somebody signed in."""
        client = Client()
        client.force_login(self.users[name])
        return client


def build() -> Scene:
    with acting_as(SYSTEM):
        scene = Scene(_territory("Great Lakes", "United States", "OH"), _territory("Bavaria", "Germany", "Bavaria"))
        _catalog(scene)
        _organizations(scene)
        _people(scene)
        _agent(scene, "abe", "Routers", "Expert")
        _agent(scene, "ivo", "Tablets", "Novice")
        # Partners got their channel managers before anybody worked with them.
        OutboxEvent.objects.all().delete()
    return scene


def add_person(scene: Scene, name: str, organization: str, role: Role, boss: str = "") -> Person:
    """One more person, who can sign in; as the system."""
    person = Person(name=NAMES.get(name, f"{name.title()} Extra"), role=role)
    person.organization, person.reports_to = scene.organizations[organization], scene.people.get(boss)
    scene.people[name] = save_person(person, actor=SYSTEM)
    email = f"{name}@{organization.split()[0].lower()}.example"
    scene.users[name] = give_sign_in(person, email=email, password=None, actor=SYSTEM)
    return person


def _territory(name: str, country: str, region: str) -> Territory:
    territory = Territory.objects.create(name=name)
    TerritoryArea.objects.create(territory=territory, country=country, region=region)
    return territory


def _catalog(scene: Scene) -> None:
    dollar = save_to_catalog(Currency(code="USD", name="US dollar", is_company=True), actor=SYSTEM)
    for code, (rate, decimals) in CURRENCIES.items():
        currency = save_to_catalog(Currency(code=code, name=code, decimals=decimals), actor=SYSTEM)
        if rate:
            save_to_catalog(ExchangeRate(currency=currency, day=LONG_AGO, rate=Decimal(rate)), actor=SYSTEM)
    for name, (line, price) in PRODUCTS.items():
        product_line = save_to_catalog(ProductLine(name=line), actor=SYSTEM)
        product = save_to_catalog(Product(name=name, line=product_line, active=name != MODEM), actor=SYSTEM)
        set_price(product, Decimal(price), currency=dollar, since=LONG_AGO, actor=SYSTEM)
        scene.products[name] = product


def _organizations(scene: Scene) -> None:
    brand_owner = Organization(name=GANTRY, kind=Organization.Kind.BRAND_OWNER)
    scene.organizations[GANTRY] = save_organization(brand_owner, actor=SYSTEM)
    for name, (parent, _) in PARTNERS.items():
        partner = Organization(name=name, tier=Organization.Tier.GOLD, territory=scene.great_lakes)
        partner.parent = scene.organizations.get(parent)
        scene.organizations[name] = save_organization(partner, actor=SYSTEM)


def _people(scene: Scene) -> None:
    for name, (organization, role) in PEOPLE.items():
        add_person(scene, name, organization, role)
    for name, boss in BOSSES.items():
        scene.people[name].reports_to = scene.people[boss]
        save_person(scene.people[name], actor=SYSTEM)
    for name, (_, manager) in PARTNERS.items():
        scene.organizations[name].channel_manager = scene.people[manager]
        save_organization(scene.organizations[name], actor=SYSTEM)


def _agent(scene: Scene, name: str, line: str, level: str) -> None:
    """A sales agent of the Great Lakes who knows one product line."""
    PersonProfile.objects.create(person=scene.people[name], territory=scene.great_lakes)
    expertise = ExpertiseLevel.objects.get(name=level)
    kind = PersonSkill.Kind.PRODUCT_LINE
    PersonSkill.objects.create(person=scene.people[name], kind=kind, item=line, level=expertise)


@pytest.fixture(scope="module")
def module_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Built once a module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(module_scene: Scene, db: None) -> Scene:
    """The module's scene; the database undoes what a test did, people added are forgotten."""
    return replace(module_scene, people=dict(module_scene.people), users=dict(module_scene.users))


@pytest.fixture
def committed_scene(transactional_db: None) -> Scene:
    """A scene that other threads see too. A module asks for this one or for `scene`, never for both."""
    assert not connection.in_atomic_block, "this module has a scene of its own already"
    return build()
