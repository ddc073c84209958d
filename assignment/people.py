"""People as the engine reads them: what changes rarely, and how they stand right now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from assignment import matching
from assignment.models import PersonLoad, PersonProfile, PersonSkill
from opportunities.models import Member, Opportunity
from prm.core.visibility import among
from prm.directory.models import Organization, Person, Territory


def load_people() -> list[matching.Person]:
    """Everybody of the brand owner, active or not: rules never give another partner's people."""
    above = territories_above()
    profiles = {profile.person_id: profile for profile in PersonProfile.objects.all()}
    skills: defaultdict[int, list[matching.Skill]] = defaultdict(list)
    for person_id, kind, item, level in PersonSkill.objects.values_list("person_id", "kind", "item", "level__name"):
        skills[person_id].append(matching.Skill(kind, matching.pattern_of(item), level))
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER).order_by("pk")
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
    """Activity, capacity and load of the brand owner's people as of now: three statements."""
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    rows = list(people.values_list("pk", "active", "profile__capacity"))
    load = _open_memberships([pk for pk, _active, _capacity in rows])
    last = dict(PersonLoad.objects.values_list("person_id", "last_assigned_at"))
    found: dict[matching.PersonId, matching.Standing] = {}
    for pk, active, capacity in rows:
        open_now, given = load.get(pk, (0, 0))
        found[pk] = matching.Standing(
            active=active,
            capacity=capacity,
            open_load=given,
            load={"open_opportunities": open_now},
            last_assigned=last.get(pk),
        )
    return found


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
        id=person.pk, role=person.role, territories=territories, attributes=attributes, skills=skills
    )
