"""Everything the deals of the demo are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from prm.access.actions import give_sign_in
from prm.access.models import User
from prm.core.actor import SYSTEM
from prm.demo import cast
from prm.demo.accounts import Customer, enter_customers
from prm.demo.availability import enter_availability
from prm.demo.catalog import Listed, enter_currencies, enter_products
from prm.demo.courses import LONGEST_AGE
from prm.demo.market import enter_territories
from prm.demo.names import Names
from prm.demo.partners import Partner, enter_partners
from prm.demo.staff import enter_staff
from prm.directory.actions import save_organization
from prm.directory.models import Organization, Person

TIME_ZONE = "America/Chicago"


@dataclass(frozen=True, slots=True)
class World:
    """Organizations, people, the catalog, and customers by market."""

    brand_owner: Organization
    staff: dict[str, Person]
    partners: list[Partner]
    products: list[Listed]
    customers: dict[str, list[Customer]]


def enter_world(names: Names, random: Random, today: date) -> World:
    """Enter it all as the system."""
    territories = enter_territories()
    brand_owner = enter_brand_owner()
    currencies = enter_currencies(random, today)
    staff = enter_staff(brand_owner, territories)
    enter_availability(staff, today)
    return World(
        brand_owner=brand_owner,
        staff=staff,
        partners=enter_partners(staff, territories, names, random),
        products=enter_products(currencies, today - timedelta(days=LONGEST_AGE + 30)),
        customers=enter_customers(brand_owner, names, random),
    )


def enter_brand_owner() -> Organization:
    """Gantry, of Chicago."""
    brand_owner = Organization(kind=Organization.Kind.BRAND_OWNER, name=cast.BRAND_OWNER)
    brand_owner.country, brand_owner.region, brand_owner.postal_code = "United States", "IL", "60607"
    brand_owner.time_zone = TIME_ZONE
    return save_organization(brand_owner, actor=SYSTEM)


def sign_in_of(member: cast.Member, person: Person) -> User:
    """The sign-in of one of the cast, with the password that they all have."""
    return give_sign_in(person, email=member.email, password=cast.password(), actor=SYSTEM)
