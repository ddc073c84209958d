"""Gantry's 24 partners and their people."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from prm.core.actor import SYSTEM, Role
from prm.demo import cast
from prm.demo.market import (
    BENELUX_FRANCE,
    BY_NAME,
    CANADA,
    CHICAGO,
    GERMAN,
    GREAT_LAKES,
    ISLES,
    JAPAN,
    NORDICS,
    PACIFIC,
    SEABOARD,
    SUN_BELT,
)
from prm.demo.names import Names
from prm.demo.staff import BEA
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person, Territory

SILVER, GOLD, PLATINUM = Organization.Tier.SILVER, Organization.Tier.GOLD, Organization.Tier.PLATINUM
RESELLER, DISTRIBUTOR, INTEGRATOR = (
    Organization.Type.RESELLER,
    Organization.Type.DISTRIBUTOR,
    Organization.Type.INTEGRATOR,
)
SLOANE, RESTREPO, FAIRWEATHER = "Everett Sloane", "Paloma Restrepo", "Callum Fairweather"
PETERSDORF, PEMBERLEY, SHINDO = "Sabine Petersdorf", "Rhys Pemberley", "Haruka Shindo"
PARTNERS = (
    (cast.PARTNER, PLATINUM, INTEGRATOR, GREAT_LAKES, "Columbus", BEA),
    (cast.OTHER_PARTNER, GOLD, RESELLER, GREAT_LAKES, "Milwaukee", BEA),
    ("Buckeye Controls", SILVER, RESELLER, GREAT_LAKES, "Cleveland", BEA),
    ("Lakefront Handling", SILVER, RESELLER, CHICAGO, "Joliet", BEA),
    ("Ironbridge Solutions", PLATINUM, DISTRIBUTOR, SEABOARD, "Philadelphia", SLOANE),
    ("Tidewater Automation", GOLD, INTEGRATOR, SEABOARD, "Norfolk", SLOANE),
    ("Hudson Yard Systems", SILVER, RESELLER, SEABOARD, "Newark", SLOANE),
    ("Lone Mesa Integrators", PLATINUM, INTEGRATOR, SUN_BELT, "Dallas", RESTREPO),
    ("Palmetto Data Works", GOLD, RESELLER, SUN_BELT, "Charlotte", RESTREPO),
    ("Bayou Material Systems", SILVER, INTEGRATOR, SUN_BELT, "Houston", RESTREPO),
    ("Redwood Applied", PLATINUM, DISTRIBUTOR, PACIFIC, "Portland", FAIRWEATHER),
    ("Golden Gate Kinetics", GOLD, INTEGRATOR, PACIFIC, "Oakland", FAIRWEATHER),
    ("High Plains Networks", SILVER, RESELLER, PACIFIC, "Denver", FAIRWEATHER),
    ("Maple Junction", PLATINUM, DISTRIBUTOR, CANADA, "Toronto", FAIRWEATHER),
    ("St. Laurent Systèmes", SILVER, INTEGRATOR, CANADA, "Montréal", SLOANE),
    ("Rheinwerk Automation", PLATINUM, INTEGRATOR, GERMAN, "Düsseldorf", PETERSDORF),
    ("Alpenlogik", GOLD, RESELLER, GERMAN, "Wien", PETERSDORF),
    ("Hansekontor Technik", SILVER, DISTRIBUTOR, GERMAN, "Hamburg", PETERSDORF),
    ("Thornbury Systems", PLATINUM, DISTRIBUTOR, ISLES, "Birmingham", PEMBERLEY),
    ("Clyde and Forth Technology", GOLD, RESELLER, ISLES, "Glasgow", PEMBERLEY),
    ("Lumen Intégration", PLATINUM, INTEGRATOR, BENELUX_FRANCE, "Lyon", PEMBERLEY),
    ("Polder Automatisering", SILVER, RESELLER, BENELUX_FRANCE, "Utrecht", PEMBERLEY),
    ("Nordstrand Teknik", GOLD, INTEGRATOR, NORDICS, "Göteborg", PETERSDORF),
    ("Kaede Systems", GOLD, DISTRIBUTOR, JAPAN, "Osaka", SHINDO),
)
PARENTS = {"Buckeye Controls": cast.PARTNER}
REP_TITLES = ("Account Executive", "Sales Engineer", "Solution Consultant", "Business Development Manager")


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with its people, the partner manager first."""

    organization: Organization
    market: str
    people: list[Person]


def enter_partners(
    brand_owner_people: dict[str, Person], territories: dict[str, Territory], names: Names, random: Random
) -> list[Partner]:
    """All partners with two to five people each."""
    found: dict[str, Partner] = {}
    for name, tier, kind, market, city_name, manager in PARTNERS:
        city = next(city for city in BY_NAME[market].cities if city.name == city_name)
        above = found.get(PARENTS.get(name, ""))
        organization = Organization(
            name=name,
            tier=tier,
            type=kind,
            parent=above.organization if above else None,
            territory=territories[market],
            country=city.country,
            region=city.region,
            postal_code=city.postal,
            channel_manager=brand_owner_people[manager],
            time_zone=BY_NAME[market].time_zone,
        )
        save_organization(organization, actor=SYSTEM)
        found[name] = Partner(organization, market, _people(organization, market, names, random))
    return list(found.values())


def _people(organization: Organization, market: str, names: Names, random: Random) -> list[Person]:
    """The cast where the partner is theirs, filled up with others; reps report to the manager."""
    language = BY_NAME[market].language
    known = [member for member in cast.CAST if member.organization == organization.name]
    roles = [(member.name, member.role, member.job_title) for member in known]
    if all(role != Role.PARTNER_MANAGER for _name, role, _title in roles):
        roles.insert(0, (names.person(language), Role.PARTNER_MANAGER, "Partner Operations Manager"))
    wanted = 6 if organization.name == cast.PARTNER else random.randint(3, 5)
    while len(roles) < wanted:
        roles.append((names.person(language), Role.PARTNER_REP, random.choice(REP_TITLES)))
    found: list[Person] = []
    for name, role, title in roles:
        person = Person(organization=organization, name=name, role=role, job_title=title)
        person.reports_to = found[0] if found else None
        person.time_zone = organization.time_zone
        found.append(save_person(person, actor=SYSTEM))
    return found
