"""The demo's cast in the smallest world they can act in, made by the verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from assignment.models import ExpertiseLevel
from opportunities.entry.records import Entry, LineEntry
from prm.access.actors import actor_of
from prm.access.models import User
from prm.catalog.actions import save_to_catalog
from prm.catalog.models import Currency, ExchangeRate, Product
from prm.core.actor import SYSTEM, Actor
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.demo import cast
from prm.demo.catalog import MAST, OFFERS, enter_products
from prm.demo.market import GREAT_LAKES
from prm.demo.staff import EXPERT, Post, enter_profile
from prm.demo.world import enter_brand_owner, sign_in_of
from prm.directory.accounts.actions import enter_account
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Account, Organization, Person, Territory, TerritoryArea

SOLD = tuple(offer for offer in OFFERS if offer.name in ("Mast 200", "Mast 400"))
RATE_OF_EURO = Decimal("1.10")
SINCE = date.today() - timedelta(days=730)
BOSSES = {"bea": "eve", "pat": "pam"}


@dataclass
class World:
    """Gantry, Cardinal Systems and Harborline; people and users by first name in lower case, people as attributes too.

    `account` is known to Cardinal Systems only, `other_account` to Harborline only.
    """

    gantry: Organization
    cardinal: Organization
    harborline: Organization
    territory: Territory
    currency: Currency
    products: tuple[Product, ...]
    account: Account
    other_account: Account
    people: dict[str, Person]
    users: dict[str, User]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def brand_owner(self) -> Organization:
        return self.gantry

    @property
    def product(self) -> Product:
        """The one that Abe is an expert in, as in its whole line."""
        return self.products[0]

    def actor(self, name: str) -> Actor:
        """One of the cast as their next request would find them; not to be asked for inside `acting_as`."""
        actor = actor_of(self.users[name].pk)
        assert actor is not None, f"{name} cannot sign in"
        return actor

    def client(self, name: str) -> Client:
        """A browser in which one of the cast is signed in."""
        client = Client()
        client.force_login(self.users[name])
        return client

    def entry(self, **changed: Any) -> Entry:
        """A deal of Pat with one product at `account` that closes in 30 days, or what is `changed` of it."""
        entry = Entry(
            name="Edge server refresh",
            partner_id=self.cardinal.pk,
            person_id=self.people["pat"].pk,
            close_date=date.today() + timedelta(days=30),
            currency=self.currency.code,
            account=self.account.pk,
            source="web",
            lines=(LineEntry(self.product.pk, Decimal(1), Decimal(7400)),),
        )
        return replace(entry, **changed)


def make_world() -> World:
    """Everything, as the system: Bea is channel manager of Cardinal Systems, Harborline has none."""
    with acting_as(SYSTEM):
        territory = _territory()
        gantry = enter_brand_owner()
        cardinal = _partner(cast.PARTNER, territory, "OH", "43215")
        harborline = _partner(cast.OTHER_PARTNER, territory, "WI", "53202")
        people = _people({row.name: row for row in (gantry, cardinal, harborline)})
        _make_expert(people["abe"], territory)
        cardinal.channel_manager = people["bea"]
        currency = _currencies()
        listed = enter_products({currency.code: currency}, SINCE, SOLD)
        world = World(
            gantry=gantry,
            cardinal=save_organization(cardinal, actor=SYSTEM),
            harborline=harborline,
            territory=territory,
            currency=currency,
            products=tuple(Product.objects.select_related("line").get(pk=row.product_id) for row in listed),
            account=_account("Larkspur Foods", "Columbus", "OH", cardinal),
            other_account=_account("Halden Freight", "Milwaukee", "WI", harborline),
            people=people,
            users={_short(member): sign_in_of(member, people[_short(member)]) for member in cast.CAST},
        )
        # What was told while it was made is over: a worker that comes later has nothing to follow up.
        OutboxEvent.objects.all().delete()
        return world


def _short(member: cast.Member) -> str:
    return member.name.split()[0].lower()


def _territory() -> Territory:
    """The Great Lakes, of two states."""
    territory = Territory.objects.create(name=GREAT_LAKES)
    for region in ("OH", "WI"):
        TerritoryArea.objects.create(territory=territory, country="United States", region=region)
    return territory


def _partner(name: str, territory: Territory, region: str, postal_code: str) -> Organization:
    organization = Organization(name=name, tier="gold", type="reseller", territory=territory)
    organization.country, organization.region, organization.postal_code = "United States", region, postal_code
    return save_organization(organization, actor=SYSTEM)


def _people(organizations: dict[str, Organization]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for member in cast.CAST:
        person = Person(name=member.name, role=member.role, job_title=member.job_title)
        person.organization = organizations[member.organization]
        person.reports_to = found.get(BOSSES.get(_short(member), ""))
        found[_short(member)] = save_person(person, actor=SYSTEM)
    return found


def _make_expert(abe: Person, territory: Territory) -> None:
    levels = {level.name: level for level in ExpertiseLevel.objects.all()}
    post = Post(abe.name, cast.ABE.role, abe.job_title, market=GREAT_LAKES, skills={MAST: EXPERT})
    enter_profile(abe, post, {GREAT_LAKES: territory}, levels)


def _currencies() -> Currency:
    """US dollars for the company, and euro at one rate."""
    dollar = save_to_catalog(Currency(code="USD", name="US dollar", is_company=True), actor=SYSTEM)
    euro = save_to_catalog(Currency(code="EUR", name="Euro"), actor=SYSTEM)
    save_to_catalog(ExchangeRate(currency=euro, day=SINCE, rate=RATE_OF_EURO), actor=SYSTEM)
    return dollar


def _account(name: str, city: str, region: str, partner: Organization) -> Account:
    account = Account(name=name, country="United States", region=region, city=city)
    return enter_account(account, actor=SYSTEM, partner_id=partner.pk)
