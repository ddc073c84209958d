from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from assignment.cases import CaseFileError
from assignment.exchange.actions import import_rules
from assignment.exchange.staff import load_staff
from assignment.exchange.writing import rule_file
from assignment.models import ExpertiseLevel, Rule, RuleGroup, RuleVersion
from assignment.versions.content import draft, groups_in, says_the_same
from assignment.versions.difference import differences
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World

EVERYTHING = """
format: 1
notes: The whole of it
groups:
  Sales agents: {add_scores: true, replace: true, fallback: Abe Sato, owner: Bea Lindqvist}
  Specialists: {}
rules:
- id: Large deals
  group: Sales agents
  sequence: 3
  exclusive: true
  score: 5
  passing_score: 9
  filter: one_random
  lead: true
  primary_candidate: Abe Sato
  activation: "2026-01-01T00:00:00Z"
  expiration: "2027-01-01T00:00:00Z"
  source: territory
  territory: Great Lakes
  team_role: Specialist
  response_days: 2
  candidates: [{person: Abe Sato, score: 7, expiration: "2027-01-01T00:00:00Z"}]
  criteria:
  - {compare: object, attribute: amount, values: [{low: 5000, high: 9999.5, score: 1}, {high: "100"}]}
  - {compare: person, attribute: product, required: never, inclusion: include_all, score: 4,
     values: [{value: "Mast*", score: 2, min_expertise: Expert}]}
  - {compare: object_to_person, attribute: product_line, required: when_available, score: 40}
  workload:
  - {name: open_opportunities, maximum: 12, score: 20, required: never, weighted_by: amount,
     weights: [{high: 9999.999, counts: 0.5}, {low: 100000, counts: 3}]}
- {id: "Specialists: Large deals", name: Large deals, group: Specialists, source: role, role: sales_agent,
   lead: false, active: false}
"""


def imported(text: str) -> Any:
    with acting_as(SYSTEM):
        return import_rules(text, actor=SYSTEM)


def exported() -> str:
    with acting_as(SYSTEM):
        return rule_file(groups_in(draft()), load_staff())


def test_everything_a_file_can_say_is_in_the_draft(world: World) -> None:
    assert [group.name for group in imported(EVERYTHING)] == ["Sales agents", "Specialists"]
    with acting_as(SYSTEM):
        rule, other = Rule.objects.filter(name="Large deals").select_related("group").order_by("group__order")
        group = rule.group
        amount, product, line = rule.criteria.all()
        contents = [(value.content, value.score) for value in amount.values.all()]
        level = product.values.get().minimum_level
        listed, workload = rule.candidates.get(), rule.workload_rules.get()
        weights = list(workload.weights.values_list("low", "high", "stage", "weight"))
    assert (group.add_scores, group.replace, group.fallback_id, group.owner_id) == (
        True,
        True,
        world.abe.pk,
        world.bea.pk,
    )
    assert (rule.sequence, rule.exclusive, rule.score, rule.passing_score, rule.filter) == (3, True, 5, 9, "one_random")
    assert (rule.source_territory_id, rule.named_lead_id, rule.gives_lead) == (world.territory.pk, world.abe.pk, True)
    assert (rule.team_role, rule.response_days, rule.version) == ("Specialist", 2, 1)
    assert contents == [({"low": "5000", "high": "9999.5"}, 1), ({"high": "100"}, 0)]
    assert (product.inclusion, product.required, level.name) == ("include_all", "never", "Expert")
    assert (line.compare, line.score, listed.person_id, listed.score) == ("object_to_person", 40, world.abe.pk, 7)
    assert (workload.maximum, workload.score, workload.required, workload.weighted_by) == (12, 20, False, "amount")
    assert weights == [(None, Decimal("9999.999"), "", Decimal("0.5")), (Decimal(100_000), None, "", Decimal(3))]
    assert (other.group.order, other.source_role, other.active) == (3, "sales_agent", False)


def test_groups_that_a_file_does_not_name_stay(world: World) -> None:
    imported(EVERYTHING)
    with acting_as(SYSTEM):
        assert Rule.objects.filter(source="channel_manager").exists()
        assert not Rule.objects.filter(name__startswith="Agents of").exists()


def test_what_was_exported_comes_back_the_same(world: World) -> None:
    imported(EVERYTHING)
    with acting_as(SYSTEM):
        before = draft()
        text = rule_file(groups_in(before), load_staff())
    assert "Specialists: Large deals" in text
    imported(text)
    with acting_as(SYSTEM):
        after = draft()
        assert rule_file(groups_in(after), load_staff()) == text
        assert differences(groups_in(before), groups_in(after)) == []


def test_a_changed_file_changes_what_it_says_and_no_more(world: World) -> None:
    imported(exported().replace("score: 40", "score: 50"))
    with acting_as(SYSTEM):
        told = [one.lines for one in differences(groups_in(_first()), groups_in(draft()))]
    assert len(told) == 1
    assert [line.split(":")[0] for line in told[0]] == ["Criterion"]


def _first() -> Any:
    return RuleVersion.objects.get().content


WRONG = {
    "not YAML": ("a: [", "expected YAML: line 1"),
    "no mapping": ("- 1", "the file: expected a mapping"),
    "empty": ("", "the file: expected a mapping"),
    "another format": ("format: 2\ngroups: {}", "path format: expected 1"),
    "no groups": ("format: 1", "path groups: expected a value, it is missing"),
    "an unknown key": ("format: 1\ngroups: {}\nwhatever: 1", "path whatever: expected no such key"),
    "a key twice": ("format: 1\nformat: 1", "'format' is there twice"),
    "endless aliases": ("&a [*a]", "the file"),
}
CHANGED = {
    "an unknown key of a rule": ("passing_score: 9", "pasing: 9", "rules.Large deals.pasing: expected no such key"),
    "an unknown person": (
        "person: Abe Sato",
        "person: Nobody",
        "candidates.Nobody.person: expected a person of the brand",
    ),
    "another company's person": ("person: Abe Sato", "person: Pat Moreau", "nobody is called Pat Moreau"),
    "an unknown lead": ("primary_candidate: Abe Sato", "primary_candidate: X", "primary_candidate: expected a person"),
    "an unknown fallback": ("fallback: Abe Sato", "fallback: X", "groups.Sales agents.fallback: expected a person"),
    "an unknown owner": ("owner: Bea Lindqvist", "owner: X", "groups.Sales agents.owner: expected a person"),
    "a huge score": ("score: 40", "score: 40000000", "criteria.3.score: expected a score from 0 to 1,000,000"),
    "a negative score": ("score: 40", "score: -4", "criteria.3.score: expected a score from 0"),
    "half a point": ("score: 40", "score: 40.5", "criteria.3.score: expected a whole number"),
    "an unknown attribute": (
        "attribute: amount",
        "attribute: shoe_size",
        "attribute: expected one of amount",
    ),
    "one that cannot be compared": (
        "attribute: product,",
        "attribute: amount,",
        "2.attribute: expected one of",
    ),
    "an unknown comparison": ("compare: object,", "compare: moon,", "criteria.1.compare: expected one of object"),
    "an unknown territory": ("territory: Great Lakes", "territory: Moon", "territory: expected a territory by name"),
    "an unknown role": ("role: sales_agent", "role: king", "rules.Specialists: Large deals.role: expected one of"),
    "a partner's role": ("role: sales_agent", "role: partner_rep", "role: expected one of sales_agent"),
    "an unknown level": ("min_expertise: Expert", "min_expertise: Wizard", "min_expertise: expected an expertise"),
    "a maximum of 0": ("maximum: 12", "maximum: 0", "workload.1.maximum: expected a number above 0"),
    "an unknown load": ("name: open_opportunities", "name: hats", "workload.1.name: expected open_opportunities"),
    "a third decimal": ("counts: 0.5", "counts: 0.125", "weights.1.counts: expected a number below 1,000 with at most"),
    "a heavy weight": ("counts: 3", "counts: 1000", "weights.2.counts: expected a number below 1,000"),
    "a stage beside amounts": ("low: 100000", "stage: won", "weights.won.stage: expected no such key"),
    "no such stage": (
        "amount,\n     weights: [{high: 9999.999, counts: 0.5}, {low: 100000,",
        "stage,\n     weights: [{stage: moon,",
        "weights.moon.stage: expected one of the stages",
    ),
    "amounts backwards": ("low: 100000", "low: 100000, high: 5", "weights.2: expected amounts whose end is not below"),
    "a tenth of a cent and less": ("low: 100000", "low: 0.0001", "2.low: expected an amount with at most three"),
    "no end": ("low: 100000, counts", "counts", "weights.2: expected one end of the amounts"),
    "weights and no word by what": (" weighted_by: amount,", "", "weights: expected weighted_by beside it"),
    "weighted by nothing": ("weighted_by: amount,", "weighted_by: moon,", "weighted_by: expected one of amount, stage"),
    "an end before the start": ('expiration: "2027-01-01', 'expiration: "2025-01-01', "a moment after the activation"),
    "no date": ('"2026-01-01T00:00:00Z"', "soon", "activation: expected a date and time"),
    "a range backwards": ("low: 5000", "low: 50000", "a range whose end is not below its start"),
    "a range of no numbers": ('high: "100"', "high: lots", "numbers as the ends of the range"),
    "no group": ("group: Specialists,", "", "group: expected a value, it is missing"),
    "an unknown group": ("group: Specialists,", "group: X,", "group: expected one of the groups"),
    "a person twice": (
        "candidates: [{person: Abe Sato,",
        "candidates: [{person: Abe Sato}, {person: Abe Sato,",
        "rules.Large deals.candidates",
    ),
    "a condition without values": (
        'attribute: amount, values: [{low: 5000, high: 9999.5, score: 1}, {high: "100"}]',
        "attribute: amount",
        "rules.Large deals.criteria.1: expected values",
    ),
    "values where none are compared": (
        "attribute: product_line, required",
        "attribute: product_line, values: [{value: Mast}], required",
        "rules.Large deals.criteria.3: expected no values",
    ),
    "a combination of nothing": ('{high: "100"}', "{all: {}}", "all: expected"),
    "a rule twice": ('"Specialists: Large deals"', "Large deals", "each id once, Large deals is there twice"),
    "a long name": ("team_role: Specialist", "team_role: " + "x" * 10_000, "team_role: expected a text of at most 80"),
    "an endless sequence": ("sequence: 3", "sequence: 99999999999", "sequence: expected a whole number up to"),
}


@pytest.mark.parametrize(("text", "place"), WRONG.values(), ids=WRONG)
def test_no_rule_file(world: World, text: str, place: str) -> None:
    refused(text, place)


@pytest.mark.parametrize(("old", "new", "place"), CHANGED.values(), ids=CHANGED)
def test_the_place_that_does_not_fit_is_named_and_nothing_is_imported(
    world: World, old: str, new: str, place: str
) -> None:
    assert old in EVERYTHING
    refused(EVERYTHING.replace(old, new), place)


def refused(text: str, place: str) -> None:
    with acting_as(SYSTEM):
        before = draft()
        with pytest.raises(CaseFileError) as found:
            import_rules(text, actor=SYSTEM)
        assert place in str(found.value)
        assert says_the_same(before, draft())


def test_only_administrators_import(world: World) -> None:
    for name in ("bea", "eve", "abe"):
        actor = world.actor(name)
        with acting_as(actor), pytest.raises(PermissionDenied):
            import_rules(EVERYTHING, actor=actor)


def test_two_of_the_same_name_are_told_apart(world: World) -> None:
    with acting_as(SYSTEM):
        twin = type(world.abe).objects.create(name="Abe Sato", organization=world.gantry, role="sales_agent")
        twin.refresh_from_db()
        rule = Rule.objects.get(source="territory")
        rule.candidates.create(person=twin)
        ExpertiseLevel.objects.filter(name="Novice").update(weight=1)
        text = rule_file(groups_in(draft()), load_staff())
    assert f"Abe Sato ({twin.key})" in text
    imported(text)
    with acting_as(SYSTEM):
        assert Rule.objects.get(source="territory").candidates.get().person_id == twin.pk
        assert RuleGroup.objects.count() == 2
