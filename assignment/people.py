"""People as the engine reads them: what changes rarely, and how they stand right now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from assignment import matching
from assignment.calendars import Calendar, current_calendars
from assignment.models import PersonLoad, PersonProfile, PersonSkill
from opportunities.models import Member, Opportunity
from prm.core.visibility import among
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


def load_standings(now: datetime) -> dict[matching.PersonId, matching.Standing]:
    """Activity, availability, capacity and load of the brand owner's people as of now: four statements."""
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    rows = list(people.values_list("pk", "active", "profile__capacity", "profile__away", "profile__substitute_id"))
    load = _open_memberships([row[0] for row in rows])
    last = dict(PersonLoad.objects.values_list("person_id", "last_assigned_at"))
    minutes = _minutes_to_working_hour(now)
    found: dict[matching.PersonId, matching.Standing] = {}
    for pk, active, capacity, away, substitute in rows:
        open_now, given = load.get(pk, (0, 0))
        found[pk] = matching.Standing(
            active=active,
            minutes_to_working_hour=None if away else minutes(pk),
            substitute=substitute,
            capacity=capacity,
            open_load=given,
            load={"open_opportunities": open_now},
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


def open_load_of(person_id: int) -> tuple[int, int]:
    """Open opportunities of one person, and those of them that rules gave: one statement.

    Counted as in `load_standings`, but from the person's own memberships, which are few.
    """
    theirs = Member.objects.filter(person_id=person_id)
    by_rule = Exists(theirs.filter(opportunity=OuterRef("pk"), how=Member.How.RULE))
    still_open = Opportunity.objects.valid().open().filter(among("id", theirs.values("opportunity_id")))
    counted = still_open.aggregate(all=Count("id"), by_rule=Count("id", filter=by_rule))
    return counted["all"], counted["by_rule"]


def _open_memberships(people: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Open opportunities by person, and those of them that rules gave.

    Not by joins: without fresh statistics, as in the middle of an import, they walk every pair of rows.
    """
    still_open = Opportunity.objects.valid().open().values("id")
    members = Member.objects.filter(among("opportunity_id", still_open), person_id__in=people)
    by_rule = Count("id", filter=Q(how=Member.How.RULE))
    counted = members.values("person_id").annotate(all=Count("id"), by_rule=by_rule)
    return {row["person_id"]: (row["all"], row["by_rule"]) for row in counted}


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
