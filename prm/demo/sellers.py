"""Who sells what to whom in the demo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from opportunities.entry.records import Entry
from prm.core.actor import Role
from prm.demo import cast
from prm.demo.accounts import Customer, enter_contacts
from prm.demo.deals import Deals, Known, Seller
from prm.demo.market import BY_NAME
from prm.demo.names import Names
from prm.demo.partners import Partner
from prm.demo.staff import POSTS
from prm.demo.world import World
from prm.directory.models import Organization

CUSTOMERS_EACH = 7
# Open and closed deals of those of the cast who sell; the others get a few each.
PORTFOLIOS = {cast.PAT.name: (27, 10), cast.OLGA.name: (9, 6), cast.ABE.name: (3, 4)}
DIRECT_SELLERS = 9


def entries(world: World, names: Names, random: Random, today: date) -> list[Entry]:
    """The deals of all sellers, the oldest first."""
    deals = Deals(world.products, random, today)
    found: list[Entry] = []
    for name, seller in _sellers(world, names, random):
        still_open, closed = PORTFOLIOS.get(name) or (random.randint(0, 3), random.randint(2, 4))
        found += deals.of(seller, still_open=still_open, closed=closed)
    return sorted(found, key=lambda entry: entry.entered_on or today)


def _sellers(world: World, names: Names, random: Random) -> Iterator[tuple[str, Seller]]:
    for partner in world.partners:
        yield from _of_partner(partner, world, names, random)
    agents = [post for post in POSTS if post.role == Role.SALES_AGENT and post.market][:DIRECT_SELLERS]
    for post in agents:
        known = _known(world.customers[post.market][-3:], world.brand_owner, post.market, names, random)
        person = world.staff[post.name]
        currency = BY_NAME[post.market].currency
        yield post.name, Seller(world.brand_owner.pk, person.pk, currency, known, (), is_direct=True)


def _of_partner(partner: Partner, world: World, names: Names, random: Random) -> Iterator[tuple[str, Seller]]:
    organization, market = partner.organization, BY_NAME[partner.market]
    chosen = random.sample(world.customers[market.name], CUSTOMERS_EACH)
    known = _known(chosen, organization, market.name, names, random)
    ids = [person.pk for person in partner.people]
    for person in partner.people:
        colleagues = [pk for pk in ids if pk != person.pk]
        yield person.name, Seller(organization.pk, person.pk, market.currency, known, colleagues)


def _known(
    customers: Sequence[Customer], company: Organization, market: str, names: Names, random: Random
) -> list[Known]:
    language = BY_NAME[market].language
    return [
        Known(customer, enter_contacts(customer.account, company, language, names, random)) for customer in customers
    ]
