"""The cast's world with more around it: a distributor above Cardinal, reports, more products, currencies and places.

One scene serves all tests of a module: each test undoes what it did. Nobody sells in Bavaria, and nobody knows servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.access.actions import give_sign_in
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, ExchangeRate, Product, ProductLine
from prm.core.actor import SYSTEM, Actor, Role
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person, Territory, TerritoryArea
from tests.cast import World
from tests.cast import build as build_world

TODAY = date.today()
GANTRY, CARDINAL, HARBORLINE, SUMMIT = cast.BRAND_OWNER, cast.PARTNER, cast.OTHER_PARTNER, "Summit Distribution"
PEOPLE = {member.name.split()[0].lower(): (member.organization, member.role) for member in cast.CAST} | {
    "cem": (GANTRY, Role.CHANNEL_MANAGER),
    "bob": (GANTRY, Role.CHANNEL_MANAGER),
    "ivo": (GANTRY, Role.SALES_AGENT),
    "dana": (SUMMIT, Role.PARTNER_MANAGER),
    "pia": (CARDINAL, Role.PARTNER_REP),
    "otto": (HARBORLINE, Role.PARTNER_MANAGER),
}
BOSSES = {"bea": "cem", "abe": "bea", "pia": "pat"}
# Partner → parent, channel manager.
PARTNERS = {SUMMIT: ("", "bob"), CARDINAL: (SUMMIT, "bea"), HARBORLINE: ("", "bob")}
RATES = {"EUR": ("1.10", 2), "JPY": ("0.0066", 0), "KWD": ("3.25", 3)}
SEALER, TABLET, SERVER, MODEM = "Carton Sealer", "Trolley Tablet", "Cage Server", "Old Modem"


@dataclass
class Scene:
    """Everybody and everything by name; people by first name in lower case."""

    world: World
    organizations: dict[str, Organization]
    products: dict[str, Product]
    bavaria: Territory

    @property
    def people(self) -> dict[str, Person]:
        return self.world.people

    def actor(self, name: str) -> Actor:
        return self.world.actor(name)

    def client(self, name: str) -> Client:
        """Somebody signed in."""
        client = Client()
        client.force_login(self.world.users[name])
        return client


def build() -> Scene:
    world = build_world()
    with acting_as(SYSTEM):
        organizations = {GANTRY: world.brand_owner, CARDINAL: world.cardinal, HARBORLINE: world.harborline}
        scene = Scene(world, organizations, {SEALER: world.product}, Territory.objects.create(name="Bavaria"))
        _places(scene)
        _organizations(scene)
        _currencies()
        _products(scene)
        expertise = ExpertiseLevel.objects.get(name="Novice")
        PersonProfile.objects.create(person=scene.people["ivo"], territory=world.territory)
        PersonSkill.objects.create(person=scene.people["ivo"], kind="product_line", item="Tablets", level=expertise)
    return scene


def _places(scene: Scene) -> None:
    places = (scene.world.territory, "United States", "OH"), (scene.bavaria, "Germany", "Bavaria")
    for territory, country, region in places:
        TerritoryArea.objects.create(territory=territory, country=country, region=region)


def _organizations(scene: Scene) -> None:
    distributor = Organization(name=SUMMIT, territory=scene.world.territory)
    scene.organizations[SUMMIT] = save_organization(distributor, actor=SYSTEM)
    for name, (organization, role) in PEOPLE.items():
        if name not in scene.people:
            add_person(scene, name, organization, role)
    for name, boss in BOSSES.items():
        scene.people[name].reports_to = scene.people[boss]
        save_person(scene.people[name], actor=SYSTEM)
    for name, (parent, manager) in PARTNERS.items():
        partner = scene.organizations[name]
        partner.parent, partner.channel_manager = scene.organizations.get(parent), scene.people[manager]
        save_organization(partner, actor=SYSTEM)


def add_person(scene: Scene, name: str, organization: str, role: Role, boss: str = "") -> Person:
    """One more person, who can sign in; as the system."""
    person = Person(name=f"{name.title()} of {organization}", role=role, organization=scene.organizations[organization])
    person.reports_to = scene.people.get(boss)
    scene.people[name] = save_person(person, actor=SYSTEM)
    email = f"{name}@{organization.split()[0].lower()}.example"
    scene.world.users[name] = give_sign_in(person, email=email, password=None, actor=SYSTEM)
    return person


def _currencies() -> None:
    """Without a rate of the pound."""
    save_to_catalog(Currency(code="GBP", name="Pound sterling"), actor=SYSTEM)
    for code, (rate, decimals) in RATES.items():
        currency = save_to_catalog(Currency(code=code, name=code, decimals=decimals), actor=SYSTEM)
        since = TODAY - timedelta(days=800)
        save_to_catalog(ExchangeRate(currency=currency, day=since, rate=Decimal(rate)), actor=SYSTEM)


def _products(scene: Scene) -> None:
    dollar = Currency.objects.get(code="USD")
    for name, line, price in ((TABLET, "Tablets", 40), (SERVER, "Servers", 900), (MODEM, "Modems", 5)):
        product_line = save_to_catalog(ProductLine(name=line), actor=SYSTEM)
        product = save_to_catalog(Product(name=name, line=product_line, active=name != MODEM), actor=SYSTEM)
        set_price(product, Decimal(price), currency=dollar, since=TODAY - timedelta(days=800), actor=SYSTEM)
        scene.products[name] = product


@pytest.fixture(scope="module")
def module_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Built once a module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(module_scene: Scene, db: None) -> Iterator[Scene]:
    """The module's scene; the database undoes what a test did, people added are forgotten."""
    people, users = dict(module_scene.people), dict(module_scene.world.users)
    yield module_scene
    module_scene.world.people, module_scene.world.users = people, users


@pytest.fixture
def committed_scene(transactional_db: None) -> Scene:
    """A scene that other threads see too. A module asks for this one or for `scene`, never for both."""
    assert not connection.in_atomic_block, "this module has a scene of its own already"
    return build()
