"""The cast's world with more around it: a distributor above Cardinal, reports, more products, currencies and places.

One scene serves all tests of a module: each test undoes what it did. Nobody sells in Bavaria, and nobody knows servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.access.actions import give_sign_in
from prm.access.actors import actor_of
from prm.access.models import User
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, ExchangeRate, Product, ProductLine
from prm.core.actor import SYSTEM, Actor, Role
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person, Territory, TerritoryArea
from tests.cast import make_world

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
BOSSES = {"bea": "cem", "abe": "bea", "pat": "pam", "pia": "pat"}
# Partner → parent, channel manager.
PARTNERS = {SUMMIT: ("", "bob"), CARDINAL: (SUMMIT, "bea"), HARBORLINE: ("", "bob")}
RATES = {"JPY": ("0.0066", 0), "KWD": ("3.25", 3)}
ROUTER, TABLET, SERVER, MODEM = "Mast 200", "Trolley Tablet", "Cage Server", "Old Modem"


@dataclass
class Scene:
    """Everybody and everything by name; people by first name in lower case."""

    people: dict[str, Person]
    users: dict[str, User]
    organizations: dict[str, Organization]
    products: dict[str, Product]
    great_lakes: Territory
    bavaria: Territory

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
        made = make_world()
        scene = Scene(
            people=dict(made.people),
            users=dict(made.users),
            organizations={GANTRY: made.gantry, CARDINAL: made.cardinal, HARBORLINE: made.harborline},
            products={product.name: product for product in made.products},
            great_lakes=made.territory,
            bavaria=Territory.objects.create(name="Bavaria"),
        )
        TerritoryArea.objects.create(territory=scene.bavaria, country="Germany", region="Bavaria")
        _organizations(scene)
        _currencies()
        _products(scene)
        _tablets_agent(scene)
    return scene


def _organizations(scene: Scene) -> None:
    distributor = Organization(name=SUMMIT, territory=scene.great_lakes)
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
    scene.users[name] = give_sign_in(person, email=email, password=None, actor=SYSTEM)
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


def _tablets_agent(scene: Scene) -> None:
    """Ivo, for the Great Lakes as Abe is, but a novice, and in tablets."""
    PersonProfile.objects.create(person=scene.people["ivo"], territory=scene.great_lakes)
    novice = ExpertiseLevel.objects.get(name="Novice")
    kind = PersonSkill.Kind.PRODUCT_LINE
    PersonSkill.objects.create(person=scene.people["ivo"], kind=kind, item="Tablets", level=novice)


@pytest.fixture(scope="module")
def module_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Built once a module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(module_scene: Scene, db: None) -> Iterator[Scene]:
    """The module's scene; the database undoes what a test did, people added are forgotten."""
    people, users = dict(module_scene.people), dict(module_scene.users)
    yield module_scene
    module_scene.world.people, module_scene.users = people, users


@pytest.fixture
def committed_scene(transactional_db: None) -> Scene:
    """A scene that other threads see too. A module asks for this one or for `scene`, never for both."""
    assert not connection.in_atomic_block, "this module has a scene of its own already"
    return build()
