"""Agents with a capacity, and what may never happen to them however many workers there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assignment.models import AssignmentRun, PersonProfile, Rule, RuleGroup
from opportunities.models import Member
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.models import Organization, Person
from tests.assignment.publishing import publish

CAPACITY = 5


def hire(count: int, capacity: int = CAPACITY) -> list[int]:
    """Agents whom one rule may choose, the best first; their ids. All of them have the same score."""
    brand_owner = Organization.objects.brand_owner()
    found = []
    for number in range(count):
        person = Person(name=f"Agent {number:03}", role=Role.SALES_AGENT, organization=brand_owner)
        save_person(person, actor=SYSTEM)
        PersonProfile.objects.update_or_create(person=person, defaults={"capacity": capacity})
        found.append(person.pk)
    group = RuleGroup.objects.create(name="Crowd", order=9)
    rule = Rule.objects.create(group=group, name="One of the crowd", filter=Rule.Filter.ONE_BEST_FIT)
    for person_id in found:
        rule.candidates.create(person_id=person_id, score=10)
    publish()
    return found


def given(people: Iterable[int]) -> Counter[int]:
    """How many deals rules gave to each."""
    rows = Member.objects.filter(how=Member.How.RULE, person_id__in=list(people))
    return Counter(rows.values_list("person_id", flat=True))


def check(people: list[int], deals: int, capacity: int = CAPACITY) -> None:
    """Nobody above the capacity, every place taken while deals ask for it, nobody twice, a run for each deal."""
    with acting_as(SYSTEM):
        held = given(people)
        runs = Counter(AssignmentRun.objects.values_list("opportunity_id", flat=True))
        twice = Counter(Member.objects.values_list("opportunity_id", "person_id"))
        alone = AssignmentRun.objects.filter(outcome=AssignmentRun.Outcome.UNASSIGNED).count()
    assert max(held.values()) <= capacity
    assert sum(held.values()) == min(deals, len(people) * capacity)
    assert (len(runs), set(runs.values())) == (deals, {1})
    assert set(twice.values()) == {1}
    assert alone == max(0, deals - len(people) * capacity)
