"""People as the engine reads them: what changes rarely, and how they stand right now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from assignment import matching
from assignment.calendars import Calendar, current_calendars
from assignment.loads import NOT_WEIGHED, OpenLoad, Weighings, open_memberships
from assignment.models import PersonLoad, PersonProfile, PersonSkill
from prm.directory.models import Organization, Person, Territory

# Of somebody who came since the calendars were read.
ANY_TIME = Calendar("UTC")


def load_people() -> list[matching.Person]:
    """Everybody of the brand owner, active or not: rules never give another partner's people."""
    above = territories_above()
    profiles = {profile.person_id: profile for profile in PersonProfile.objects.all()}
    skills: defaultdict[int, list[matching.Skill]] = defaultdict(list)
    for person_id, kind, item, level in PersonSkill.objects.values_list("person_id", "kind", "item", "level__name"):
        skills[person_id].append(matching.Skill(kind, matching.pattern_of(item), level))
    own = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    people = own.select_related("organization").order_by("pk")
    return [_person(person, profiles.get(person.pk), tuple(skills[person.pk]), above) for person in people]


def territories_above() -> dict[int, tuple[str, ...]]:
    """Territory id → its own name and those of all above it."""
    rows = {pk: (name, parent) for pk, name, parent in Territory.objects.values_list("pk", "name", "parent_id")}
    found: dict[int, tuple[str, ...]] = {}
    for pk in rows:
        names: list[str] = []
        at: int | None = pk
        while at is not None and rows[at][0] not in names:
            names.append(rows[at][0])
            at = rows[at][1]
        found[pk] = tuple(names)
    return found


def load_standings(now: datetime, weighings: Weighings = NOT_WEIGHED) -> dict[matching.PersonId, matching.Standing]:
    """Activity, availability, capacity and load of the brand owner's people as of now: four statements."""
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    rows = list(people.values_list("pk", "active", "profile__capacity", "profile__away", "profile__substitute_id"))
    load = open_memberships([row[0] for row in rows], weighings)
    nothing = OpenLoad(0, 0, dict.fromkeys(weighings, 0))
    last = dict(PersonLoad.objects.values_list("person_id", "last_assigned_at"))
    minutes = _minutes_to_working_hour(now)
    found: dict[matching.PersonId, matching.Standing] = {}
    for pk, active, capacity, away, substitute in rows:
        open_ones = load.get(pk, nothing)
        found[pk] = matching.Standing(
            active=active,
            minutes_to_working_hour=None if away else minutes(pk),
            substitute=substitute,
            capacity=capacity,
            open_load=open_ones.by_rule,
            load={"open_opportunities": open_ones.all, **open_ones.weighed},
            last_assigned=last.get(pk),
        )
    return found


def _minutes_to_working_hour(now: datetime) -> Callable[[int], int | None]:
    """By person; people of the same hours and place are asked once."""
    calendars, known = current_calendars(), dict[Calendar, int | None]()

    def minutes(person: int) -> int | None:
        calendar = calendars.get(person, ANY_TIME)
        if calendar not in known:
            known[calendar] = calendar.minutes_to_working_hour(now)
        return known[calendar]

    return minutes


def _person(
    person: Person, profile: PersonProfile | None, skills: tuple[matching.Skill, ...], above: dict[int, tuple[str, ...]]
) -> matching.Person:
    territories = above.get(profile.territory_id, ()) if profile and profile.territory_id else ()
    attributes: dict[str, tuple[matching.Fact, ...]] = {"role": (person.role,), "territory": territories}
    if profile:
        attributes |= {"language": tuple(profile.languages), "country": (profile.country,) if profile.country else ()}
    attributes["certification"] = tuple(
        skill.item.label() for skill in skills if skill.kind == PersonSkill.Kind.CERTIFICATION
    )
    return matching.Person(
        id=person.pk,
        role=person.role,
        territories=territories,
        attributes=attributes,
        skills=skills,
        organization=matching.Organization(_company(person.organization)),
    )


def _company(organization: Organization) -> dict[str, tuple[matching.Fact, ...]]:
    stated = {"tier": organization.tier, "type": organization.type, "country": organization.country}
    return {name: (value,) for name, value in stated.items() if value}
