"""Customers of the demo, and whom the partners know there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.core.sorting import folded
from prm.demo.market import MARKETS, City
from prm.demo.names import Names
from prm.directory.accounts.actions import enter_account
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Account, Contact, Organization

A_MARKET = 9
CONTACT_TITLES = (
    "Operations Manager",
    "IT Director",
    "Head of Logistics",
    "Plant Manager",
    "Procurement Lead",
    "Warehouse Manager",
    "Infrastructure Lead",
)
PHONES = {"Germany": "+49 30", "Austria": "+43 1", "United Kingdom": "+44 20", "France": "+33 1", "Japan": "+81 3"}


@dataclass(frozen=True, slots=True)
class Customer:
    """An account and the city it is in."""

    account: Account
    city: City


def enter_customers(brand_owner: Organization, names: Names, random: Random) -> dict[str, list[Customer]]:
    """The book of accounts, by market."""
    found: dict[str, list[Customer]] = {}
    for market in MARKETS:
        for number in range(A_MARKET):
            city = market.cities[number % len(market.cities)]
            account = _account(city, market.language, names, random)
            enter_account(account, actor=SYSTEM, partner_id=brand_owner.pk)
            found.setdefault(market.name, []).append(Customer(account, city))
    return found


def _account(city: City, language: str, names: Names, random: Random) -> Account:
    name, industry = names.customer(language)
    employees = int(random.lognormvariate(6.3, 1.1)) + 12
    return Account(
        name=name,
        industry=industry,
        employees=employees,
        annual_revenue_millions=Decimal(f"{employees * random.uniform(0.12, 0.34):.2f}"),
        country=city.country,
        region=city.region,
        city=city.name,
        postal_code=city.postal,
        domain=f"{folded(name).replace(' ', '-')}.example",
    )


def enter_contacts(account: Account, partner: Organization, language: str, names: Names, random: Random) -> list[int]:
    """One or two people at a customer, of the company that knows them; their ids."""
    found = []
    for _ in range(2 if random.random() < 0.25 else 1):
        name = names.person(language)
        contact = Contact(account=account, partner=partner, name=name, job_title=random.choice(CONTACT_TITLES))
        contact.email = f"{folded(name).replace(' ', '.')}@{account.domain}"
        # Numbers that no telephone company hands out; every third contact has none.
        if len(names.used) % 3:
            contact.phone = f"{PHONES.get(account.country, '+1 614')} 555 {len(names.used) % 100 + 100:04}"
        found.append(enter_contact(contact, actor=SYSTEM).pk)
    return found


def enter_known_already(actor: Actor) -> None:
    """A customer that the brand owner sells to directly, entered again by a partner that cannot know it."""
    account = Account(name="Bellweather Turbine Works", country="United States", region="OH", city="Toledo")
    account.industry, account.postal_code = "Energy", "43606"
    with acting_as(actor):
        enter_account(account, actor=actor, partner_id=actor.organization_id or 0)
