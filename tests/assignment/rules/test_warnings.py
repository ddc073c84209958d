from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment.models import Criterion, CriterionValue, PersonProfile, Rule, RuleGroup
from assignment.rules.warnings import warnings
from assignment.versions.content import draft, groups_in
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.administration import page
from tests.cast import World

Make = Callable[[World], Any]


def found() -> list[tuple[str, str, str]]:
    """(rule, field, words) of everything there is to say about the draft."""
    with acting_as(SYSTEM):
        told = warnings(groups_in(draft()), timezone.now())
    return [(one.rule.name if one.rule else "", one.field, one.words) for one in told]


def rule(name: str = "Odd", **fields: Any) -> Rule:
    group = RuleGroup.objects.get(order=2)
    return Rule.objects.create(**{"group": group, "name": name, "source": "everybody", "sequence": 9} | fields)


def criterion(row: Rule, *contents: Any, **fields: Any) -> Criterion:
    wanted = {"compare": "object", "attribute": "amount"} | fields
    made = row.criteria.create(**wanted)
    for content in contents:
        CriterionValue.objects.create(criterion=made, content=content)
    return made


def off(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(active=False)


def listed(world: World, **fields: Any) -> Rule:
    row = rule(source="listed")
    row.candidates.create(person=world.abe, **fields)
    return row


def substitutes(world: World, *names: str) -> None:
    for name, after in pairwise(names):
        values = {"substitute": world.people[after]}
        PersonProfile.objects.update_or_create(person=world.people[name], defaults=values)


HOUR = timedelta(hours=1)
NOW = timezone.now()
ONE: dict[str, tuple[Make, tuple[str, str, str]]] = {
    "a passing score out of reach": (
        lambda world: rule(score=10, passing_score=50),
        ("Odd", "passing_score", "Nobody can reach the passing score of 50: all points together are 10."),
    ),
    "a lead who is gone": (
        lambda world: (rule(named_lead=world.eve, gives_lead=True), off(world.eve)),
        ("Odd", "named_lead", "Eve Marchetti is deactivated and will never lead."),
    ),
    "somebody listed who is gone": (
        lambda world: (listed(world).candidates.create(person=world.eve), off(world.eve)),
        ("Odd", "source", "Listed but deactivated, so never added: Eve Marchetti."),
    ),
    "a listing that ends before it starts": (
        lambda world: listed(world, activation=NOW + 2 * HOUR, expiration=NOW + HOUR),
        ("Odd", "source", "The listing of Abe Sato ends before it starts."),
    ),
    "nobody listed": (
        lambda world: rule(source="listed"),
        ("Odd", "source",
         "No candidate is left: no active person comes from there and meets what is required of people."),
    ),
    "a role that nobody has who knows that": (
        lambda world: criterion(
            rule(source="role", source_role="sales_agent"), {"value": "Hats"}, compare="person", attribute="product"
        ),
        ("Odd", "source",
         "No candidate is left: no active person comes from there and meets what is required of people."),
    ),
    "conditions that exclude each other": (
        lambda world: (row := rule(), criterion(row, {"high": "10"}), criterion(row, {"low": "20"})),
        ("Odd", "", "It can never match: its conditions on the amount exclude each other."),
    ),
    "a condition that takes away what another asks for": (
        lambda world: (
            row := rule(),
            criterion(row, {"value": "web"}, attribute="source"),
            criterion(row, {"value": "web"}, attribute="source", inclusion="exclude"),
        ),
        ("Odd", "", "It can never match: its conditions on the source exclude each other."),
    ),
    "two sources at once": (
        lambda world: criterion(rule(), {"value": "a"}, {"value": "b"}, attribute="source", inclusion="include_all"),
        ("Odd", "", "It can never match: its conditions on the source exclude each other."),
    ),
    "a rule left out": (
        lambda world: criterion(rule()),
        ("Odd", "", "It is left out of every assignment: its criterion on the amount lists no values."),
    ),
    "a workload without weights": (
        lambda world: rule().workload_rules.create(maximum=9, weighted_by="stage"),
        ("Odd", "workload_rules", "It is left out of every assignment: "
                 "its workload is weighted and does not say what counts how much."),
    ),
    "a workload that nobody counts": (
        lambda world: rule().workload_rules.create(maximum=9, counts="open_service_requests"),
        ("Odd", "workload_rules", "It is left out of every assignment: "
                 "its workload counts service requests, which the portal does not keep yet."),
    ),
    "a fallback person who is gone": (
        lambda world: (RuleGroup.objects.filter(order=2).update(fallback=world.eve), off(world.eve)),
        ("", "fallback", "The fallback person of Sales agents, Eve Marchetti, is deactivated."),
    ),
    "an owner who is gone": (
        lambda world: (RuleGroup.objects.filter(order=2).update(owner=world.eve), off(world.eve)),
        ("", "owner", "The owner of Sales agents, Eve Marchetti, is deactivated."),
    ),
    "substitutes in a circle": (
        lambda world: substitutes(world, "bea", "eve", "ada", "bea"),
        ("", "substitute", "Substitutes in a circle, so nobody stands in when all are away: "
                 "Ada Whitfield → Bea Lindqvist → Eve Marchetti → Ada Whitfield."),
    ),
    "a substitute who is gone": (
        lambda world: (substitutes(world, "bea", "eve"), off(world.eve)),
        ("", "substitute", "The substitute of Bea Lindqvist, Eve Marchetti, is deactivated."),
    ),
}  # fmt: skip


def test_what_the_portal_starts_with_needs_no_look(world: World) -> None:
    assert found() == []


@pytest.mark.parametrize(("make", "said"), ONE.values(), ids=ONE)
def test_one_thing_to_say(world: World, make: Make, said: tuple[str, str, str]) -> None:
    with acting_as(SYSTEM):
        make(world)
    assert found() == [said]


def test_a_rule_that_has_ended(world: World) -> None:
    with acting_as(SYSTEM):
        rule(expiration=NOW - HOUR)
    ((name, field, words),) = found()
    assert (name, field, words.startswith("It ended on")) == ("Odd", "expiration", True)


FINE: dict[str, Make] = {
    "all must assign waives the score": lambda world: rule(passing_score=50, filter="all_must_assign"),
    "a level worth more than all": lambda world: criterion(
        rule(passing_score=40), compare="object_to_person", attribute="product_line", score=40
    ),
    "ranges that touch": lambda world: (
        criterion(rule("A"), {"high": "9999.99"}), criterion(rule("B"), {"low": "10000"})
    ),
    "other sequences": lambda world: (
        criterion(rule("A"), {"low": "1"}), criterion(rule("B", sequence=8), {"low": "1"})
    ),
    "other conditions": lambda world: (
        criterion(rule("A"), {"low": "1"}),
        row := rule("B"),
        criterion(row, {"low": "1"}),
        criterion(row, {"value": "web"}, attribute="source"),
    ),
    "a rule that is off": lambda world: (
        criterion(rule("A"), {"low": "1"}), criterion(rule("B", active=False), {"low": "1"})
    ),
    "an excluded range": lambda world: (
        criterion(rule("A"), {"low": "1"}), criterion(rule("B"), {"low": "5"}, inclusion="exclude")
    ),
    "postal codes with letters": lambda world: (
        criterion(rule("A"), {"low": "AB1", "high": "AB5"}, attribute="postal_code"),
        criterion(rule("B"), {"low": "AB9"}, attribute="postal_code"),
    ),
    "a chain of substitutes": lambda world: substitutes(world, "bea", "eve", "ada"),
    "products, of which a deal has many": lambda world: (
        row := rule(),
        criterion(row, {"value": "A"}, attribute="product"),
        criterion(row, {"value": "B"}, attribute="product"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", FINE.values(), ids=FINE)
def test_nothing_to_say(world: World, make: Make) -> None:
    with acting_as(SYSTEM):
        make(world)
    assert found() == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"high": "1000"}, {"low": "5000"},
         "No rule takes an amount between 1,000 and 5,000: there is a gap to “{}”."),
        ({"low": "0", "high": "5000"}, {"low": "5000", "high": "9000"},
         "“{}” takes the same amount from 5,000 to 5,000: both rules run."),
        ({"low": "10"}, {"low": "20"}, "“{}” takes some of the same amount: both rules run."),
        ({"high": "10"}, {"high": "20"}, "“{}” takes some of the same amount: both rules run."),
    ],
)  # fmt: skip
def test_ranges_of_rules_tried_together(world: World, first: Any, second: Any, words: str) -> None:
    with acting_as(SYSTEM):
        criterion(rule("A"), first)
        criterion(rule("B"), second)
    assert found() == [("A", "", words.format("B")), ("B", "", words.format("A"))]


def test_statements_do_not_grow(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in (1, 3):
        with acting_as(SYSTEM):
            for one in range(number):
                criterion(rule(f"Rule {number}.{one}", sequence=10 + number * 4 + one), {"low": "1"})
            groups = groups_in(draft())
            with django_assert_num_queries(7):
                warnings(groups, timezone.now())


def test_they_are_said_at_the_field_and_before_publishing(world: World) -> None:
    with acting_as(SYSTEM):
        odd = rule(score=10, passing_score=50)
    words = "Nobody can reach the passing score of 50: all points together are 10."
    client = world.client("ada")
    html = client.get(page(Rule, "change", odd.pk)).content.decode()
    assert html.count(words) == 2, "at the head and at the field"
    html = client.get("/admin/assignment/ruleversion/publish/").content.decode()
    assert f'{page(Rule, "change", odd.pk)}#id_passing_score" class="text-link">{words}' in html


def test_several_about_one_field_are_all_said(world: World) -> None:
    with acting_as(SYSTEM):
        odd = listed(world, activation=NOW + 2 * HOUR, expiration=NOW + HOUR)
        odd.candidates.create(person=world.eve)
        off(world.eve)
    html = world.client("ada").get(page(Rule, "change", odd.pk)).content.decode()
    for words in ("The listing of Abe Sato ends before it starts.", "never added: Eve Marchetti."):
        assert html.count(words) == 2, words


def test_hostile_names_stay_words(world: World) -> None:
    with acting_as(SYSTEM):
        odd = rule(source="listed")
        Person.objects.filter(pk=world.eve.pk).update(name="<img src=x onerror=alert(1)>", active=False)
        odd.candidates.create(person=world.eve)
        RuleGroup.objects.filter(order=2).update(fallback=world.eve)
        substitutes(world, "bea", "eve")
        profile = PersonProfile.objects.get(person=world.bea)
    client = world.client("ada")
    for model, pk in ((Rule, odd.pk), (RuleGroup, odd.group_id), (PersonProfile, profile.pk)):
        html = client.get(page(model, "change", pk)).content.decode()
        assert "<img src=x" not in html, model
        assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_a_criterion_says_its_own(world: World) -> None:
    with acting_as(SYSTEM):
        first = criterion(rule("A"), {"high": "1000"})
        other = criterion(rule("B"), {"low": "5000"})
        empty = criterion(rule("C"), attribute="stage")
    client = world.client("ada")
    words = "No rule takes an amount between 1,000 and 5,000: there is a gap to “{}”."
    for of, name in ((first, "B"), (other, "A")):
        assert words.format(name) in client.get(page(Criterion, "change", of.pk)).content.decode()
        html = client.get(page(Rule, "change", of.rule_id)).content.decode()
        assert f'{page(Criterion, "change", of.pk)}" class="text-link">{words.format(name)}' in html
        assert f'class="rule-noticed">{words.format(name)}' in html, "in the row of the criterion"
    html = client.get(page(Criterion, "change", empty.pk)).content.decode()
    assert "It is left out of every assignment" in html


def test_groups_and_profiles_say_theirs_at_the_field(world: World) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(fallback=world.eve, owner=world.eve)
        off(world.eve)
        substitutes(world, "bea", "abe", "bea")
        group, bea = RuleGroup.objects.get(order=2), PersonProfile.objects.get(person=world.bea)
        abe = PersonProfile.objects.get(person=world.abe)
    client = world.client("ada")
    html = client.get(page(RuleGroup, "change", group.pk)).content.decode()
    for words in ("The fallback person of Sales agents, Eve", "The owner of Sales agents, Eve"):
        assert f'class="rule-noticed">{words}' in html
    for profile in (bea, abe):
        assert "Substitutes in a circle" in client.get(page(PersonProfile, "change", profile.pk)).content.decode()
