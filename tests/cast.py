"""The demo's cast in the smallest world in which the main job works."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.access.actions import give_sign_in
from prm.access.actors import actor_of
from prm.access.models import User
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, Product, ProductLine
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person, Territory

LINE = "Packaging"


@dataclass
class World:
    """The cast by first name, two partners, a territory and a product that Abe is an expert in."""

    brand_owner: Organization
    cardinal: Organization
    harborline: Organization
    territory: Territory
    product: Product
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str) -> Actor:
        """One of the cast, by first name in lower case, as their next request would find them."""
        actor = actor_of(self.users[name].pk)
        assert actor is not None, f"{name} cannot sign in"
        return actor


def build() -> World:
    """Make the world through the verbs, as the system."""
    with acting_as(SYSTEM):
        territory = Territory.objects.create(name="Great Lakes")
        brand_owner = _organization(cast.BRAND_OWNER, territory, kind=Organization.Kind.BRAND_OWNER)
        partners = [_organization(name, territory) for name in (cast.PARTNER, cast.OTHER_PARTNER)]
        world = World(brand_owner, *partners, territory=territory, product=_product())
        for member in cast.CAST:
            _person(world, member)
        world.cardinal.channel_manager = world.people["bea"]
        save_organization(world.cardinal, actor=SYSTEM)
        PersonProfile.objects.create(person=world.people["abe"], territory=territory)
        expert = ExpertiseLevel.objects.get(name="Expert")
        kind = PersonSkill.Kind.PRODUCT_LINE
        PersonSkill.objects.create(person=world.people["abe"], kind=kind, item=LINE, level=expert)
    return world


def _organization(name: str, territory: Territory, kind: str = Organization.Kind.PARTNER) -> Organization:
    is_partner = kind == Organization.Kind.PARTNER
    organization = Organization(name=name, kind=kind, territory=territory if is_partner else None)
    organization.tier = Organization.Tier.GOLD if is_partner else ""
    return save_organization(organization, actor=SYSTEM)


def _product() -> Product:
    dollar = save_to_catalog(Currency(code="USD", name="US dollar", is_company=True), actor=SYSTEM)
    line = save_to_catalog(ProductLine(name=LINE), actor=SYSTEM)
    product = save_to_catalog(Product(name="Carton Sealer", line=line), actor=SYSTEM)
    set_price(product, Decimal(1200), currency=dollar, since=date.today() - timedelta(days=30), actor=SYSTEM)
    return product


def _person(world: World, member: cast.Member) -> None:
    organizations = (world.brand_owner, world.cardinal, world.harborline)
    organization = next(row for row in organizations if row.name == member.organization)
    person = Person(name=member.name, role=member.role, organization=organization, job_title=member.job_title)
    name = member.name.split()[0].lower()
    world.people[name] = save_person(person, actor=SYSTEM)
    world.users[name] = give_sign_in(person, email=member.email, password=cast.password(), actor=SYSTEM)
