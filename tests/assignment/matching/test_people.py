"""People indexed by what they carry."""

from __future__ import annotations

from assignment.matching import Composite, Organization, Person, Prefix, Range, Skill, Text
from assignment.matching.expertise import Scale
from assignment.matching.people import People
from tests.assignment.matching.building import EXPERTISE

SCALE = Scale(EXPERTISE)
NOVICE, EXPERT = SCALE.number("Novice"), SCALE.number("Expert")
ROUTER = Skill("product", Text("Router"), "Expert")
ABE = Person("abe", role="agent", skills=(ROUTER, Skill("postal_code", Range("94000", "94999"))))
BEN = Person("ben", partner="cardinal", role="agent", skills=(Skill("product", Prefix("Rout"), "Novice"),))
CAT = Person("cat", attributes={"product": ("Phone",)}, skills=(ROUTER,), territories=("West", "US"))
PEOPLE = People([CAT, BEN, ABE], SCALE)
A, B, C = 1, 2, 4


def test_people_are_numbered_by_id() -> None:
    assert [one.id for one in PEOPLE.persons] == ["abe", "ben", "cat"]
    assert PEOPLE.bits(["cat", "abe", "gone"]) == A | C


def test_sides_and_roles() -> None:
    assert PEOPLE.brand_owner == A | C
    assert PEOPLE.by_partner["cardinal"] == B
    assert PEOPLE.by_role["agent"] == A
    assert PEOPLE.by_territory == {"West": C, "US": C}


def test_a_value_finds_texts_prefixes_and_ranges() -> None:
    assert dict(PEOPLE.skills.carrying("product", "Router")) == {EXPERT: A | C, NOVICE: B}
    assert dict(PEOPLE.skills.carrying("product", "Routing")) == {NOVICE: B}
    assert dict(PEOPLE.skills.carrying("postal_code", "94105")) == {0: A}
    assert PEOPLE.skills.carrying("industry", "media") == []


def test_attributes_hide_skill_items_of_the_same_name() -> None:
    assert PEOPLE.attributes.matching("product", Text("Router"), 0) == [(EXPERT, A), (NOVICE, B)]
    assert PEOPLE.attributes.matching("product", Text("Phone"), 0) == [(0, C)]


def test_listed_prefixes_and_ranges_take_in_items() -> None:
    assert PEOPLE.attributes.matching("product", Prefix("Rout"), 0) == [(EXPERT, A), (NOVICE, B)]
    assert PEOPLE.attributes.matching("product", Range("P", "Q"), 0) == [(0, C)]


def test_listed_prefixes_meet_wider_and_narrower_ones_of_people() -> None:
    for listed, met in (("Ro", B), ("Router", B), ("Phone", 0)):
        found = PEOPLE.skills.matching("product", Prefix(listed), NOVICE)
        assert dict(found).get(NOVICE, 0) & B == met


def test_a_minimum_keeps_those_of_at_least_that_rank() -> None:
    assert PEOPLE.attributes.matching("product", Prefix("Rout"), EXPERT) == [(EXPERT, A)]


def test_who_has_an_attribute_and_who_every_part_of_a_composite() -> None:
    both = Composite((("product", Text("Router")), ("postal_code", Text("94105"))))
    assert PEOPLE.skills.present("product", Text("x")) == A | B | C
    assert PEOPLE.skills.present("", both) == A
    assert PEOPLE.skills.matching("", both, 0) == [(EXPERT, A)]


def test_the_organizations_items_may_have_levels() -> None:
    company = Organization({"tier": ("gold",)}, (ROUTER, Skill("tier", Text("silver"))))
    people = People([Person("pat", organization=company)], SCALE)
    assert people.organization.carrying("product", "Router") == [(EXPERT, 1)]
    assert people.organization.carrying("tier", "silver") == []
