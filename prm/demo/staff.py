"""Gantry's own people: who reports to whom, who knows what and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.core.actor import SYSTEM, Role
from prm.demo import cast
from prm.demo.catalog import GIRDER, HOIST, MAST, OUTRIGGER, RIGGING, TROLLEY
from prm.demo.market import (
    BENELUX_FRANCE,
    BY_NAME,
    CANADA,
    CHICAGO,
    GERMAN,
    GREAT_LAKES,
    ISLES,
    JAPAN,
    PACIFIC,
    SEABOARD,
    SUN_BELT,
)
from prm.directory.actions import save_person
from prm.directory.models import Organization, Person, Territory

NOVICE, INTERMEDIATE, EXPERT = "Novice", "Intermediate", "Expert"
AGENT, MANAGER = Role.SALES_AGENT, Role.CHANNEL_MANAGER
EVE, BEA, ABE = cast.EVE.name, cast.BEA.name, cast.ABE.name
DIRECTOR, AMERICAS, OVERSEAS = "Lucinda Ferris", "Hector Villanueva", "Margit Solberg"


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody at Gantry. `skills` maps product lines to levels of expertise."""

    name: str
    role: Role
    job_title: str
    boss: str = ""
    market: str = ""
    skills: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("English",)


def _agent(name: str, boss: str, market: str, *languages: str, **skills: str) -> Post:
    return Post(name, AGENT, "Sales Agent", boss, market, skills, ("English", *languages))


def _of_cast(member: cast.Member, boss: str = "", market: str = "", **skills: str) -> Post:
    return Post(member.name, member.role, member.job_title, boss, market, skills)


POSTS = (
    _of_cast(cast.EVE),
    _of_cast(cast.ADA, EVE),
    Post("Ruben Castell", Role.ADMINISTRATOR, "Channel Operations Analyst", cast.ADA.name),
    Post(DIRECTOR, MANAGER, "Director of Partner Sales", EVE),
    _of_cast(cast.BEA, DIRECTOR, GREAT_LAKES),
    Post("Everett Sloane", MANAGER, "Channel Manager", DIRECTOR, SEABOARD),
    Post("Paloma Restrepo", MANAGER, "Channel Manager", DIRECTOR, SUN_BELT),
    Post("Callum Fairweather", MANAGER, "Channel Manager", DIRECTOR, PACIFIC),
    Post("Sabine Petersdorf", MANAGER, "Channel Manager", DIRECTOR, GERMAN, {}, ("English", "German")),
    Post("Rhys Pemberley", MANAGER, "Channel Manager", DIRECTOR, ISLES, {}, ("English", "French")),
    Post("Haruka Shindo", MANAGER, "Channel Manager", DIRECTOR, JAPAN, {}, ("English", "Japanese")),
    Post(AMERICAS, AGENT, "Sales Director, Americas", EVE, "", {}, ("English", "Spanish")),
    Post(OVERSEAS, AGENT, "Sales Director, Europe and Japan", EVE, "", {}, ("English", "German")),
    _of_cast(cast.ABE, AMERICAS, GREAT_LAKES, **{MAST: EXPERT, HOIST: EXPERT, TROLLEY: INTERMEDIATE, RIGGING: NOVICE}),
    _agent("Nadia Ostrowski", AMERICAS, GREAT_LAKES, **{TROLLEY: EXPERT, GIRDER: EXPERT, MAST: NOVICE}),
    _agent("Warren Achebe", AMERICAS, GREAT_LAKES, **{OUTRIGGER: EXPERT, MAST: INTERMEDIATE, RIGGING: NOVICE}),
    _agent("Renata Solis", AMERICAS, CHICAGO, "Spanish", **{MAST: EXPERT, TROLLEY: EXPERT, OUTRIGGER: INTERMEDIATE}),
    _agent("Dominic Hale", AMERICAS, SEABOARD, **{MAST: EXPERT, GIRDER: EXPERT, RIGGING: INTERMEDIATE}),
    _agent(
        "Yvette Sinclair", AMERICAS, SEABOARD, "French", **{TROLLEY: EXPERT, OUTRIGGER: EXPERT, HOIST: INTERMEDIATE}
    ),
    _agent("Jamal Whitaker", AMERICAS, SUN_BELT, "Spanish", **{MAST: EXPERT, OUTRIGGER: INTERMEDIATE, HOIST: EXPERT}),
    _agent("Trinity Okonkwo", AMERICAS, SUN_BELT, **{TROLLEY: EXPERT, GIRDER: INTERMEDIATE}),
    _agent("Silvia Montaño", AMERICAS, PACIFIC, "Spanish", **{MAST: EXPERT, TROLLEY: EXPERT, HOIST: INTERMEDIATE}),
    _agent("Brock Lindholm", AMERICAS, PACIFIC, **{GIRDER: EXPERT, MAST: INTERMEDIATE}),
    _agent("Geneviève Lacasse", AMERICAS, CANADA, "French", **{MAST: EXPERT, TROLLEY: EXPERT, HOIST: EXPERT}),
    _agent("Jonas Wetterau", OVERSEAS, GERMAN, "German", **{MAST: EXPERT, GIRDER: EXPERT, HOIST: INTERMEDIATE}),
    _agent("Katja Brunnhuber", OVERSEAS, GERMAN, "German", **{TROLLEY: EXPERT, OUTRIGGER: EXPERT}),
    _agent("Fergus Mulgrew", OVERSEAS, ISLES, **{MAST: EXPERT, TROLLEY: INTERMEDIATE, GIRDER: INTERMEDIATE}),
    _agent("Lieke van Dalen", OVERSEAS, BENELUX_FRANCE, "Dutch", "French", **{TROLLEY: EXPERT, MAST: INTERMEDIATE}),
    _agent("Kenji Morioka", OVERSEAS, JAPAN, "Japanese", **{MAST: EXPERT, GIRDER: INTERMEDIATE, OUTRIGGER: EXPERT}),
)
# Nobody sells in the Nordics, so that deals from there stand unassigned.


def enter_staff(brand_owner: Organization, territories: dict[str, Territory]) -> dict[str, Person]:
    """Everybody at Gantry by name, with what assignment knows of them."""
    levels = {level.name: level for level in ExpertiseLevel.objects.all()}
    found: dict[str, Person] = {}
    for post in POSTS:
        market = BY_NAME.get(post.market)
        person = Person(
            organization=brand_owner,
            name=post.name,
            role=post.role,
            job_title=post.job_title,
            reports_to=found.get(post.boss),
            time_zone=market.time_zone if market else brand_owner.time_zone,
        )
        found[post.name] = save_person(person, actor=SYSTEM)
        enter_profile(person, post, territories, levels)
    return found


def enter_profile(
    person: Person, post: Post, territories: dict[str, Territory], levels: dict[str, ExpertiseLevel]
) -> None:
    """Territory, languages and expertise of somebody at Gantry."""
    place: dict[str, Any] = {}
    if post.market:
        city = BY_NAME[post.market].cities[0]
        place = {"country": city.country, "region": city.region, "postal_code": city.postal}
    profile = PersonProfile(
        person=person, territory=territories.get(post.market), languages=list(post.languages), **place
    )
    profile.full_clean()
    profile.save()
    for line, level in post.skills.items():
        skill = PersonSkill(person=person, kind=PersonSkill.Kind.PRODUCT_LINE, item=line, level=levels[level])
        skill.full_clean()
        skill.save()
