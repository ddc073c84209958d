"""The rule editor and its neighbors, used as an administrator uses them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assignment.actions import Asked, assign
from assignment.models import AssignmentRun, Criterion, ExpertiseLevel, PersonProfile, Rule, RuleGroup
from opportunities.entry.actions import enter_opportunities
from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import fields_of, page, rows, save
from tests.assignment.publishing import publish
from tests.cast import World

AMOUNT = {"compare": "object", "attribute": "amount", "inclusion": "include", "required": "always"}
NEW_RULE = {"name": "Large deals", "source": "listed", "filter": "all_above_minimum", "team_role": "Specialist"}


def group() -> RuleGroup:
    with acting_as(SYSTEM):
        return RuleGroup.objects.get(name="Sales agents")


def rule(name: str = "Large deals") -> Rule:
    with acting_as(SYSTEM):
        return Rule.objects.get(name=name)


def criterion(**wanted: str) -> Criterion:
    with acting_as(SYSTEM):
        return Criterion.objects.get(rule__name="Large deals", **wanted)


def add_large_deals(world: World, **typed: Any) -> Rule:
    parts = {"criteria": rows(AMOUNT), "candidates": rows({"person": world.eve.pk, "score": "10"})} | typed
    response = save(world.client("ada"), page(Rule, "add"), **NEW_RULE, group=group().pk, **parts)
    assert response.status_code == 302
    return rule()


def team_of(deal: Opportunity) -> set[str]:
    with acting_as(SYSTEM):
        assign([Asked(deal.pk)])
        return set(Member.objects.of(deal).values_list("person__name", flat=True))


def test_a_rule_written_and_published_here_decides(world: World) -> None:
    add_large_deals(world)
    values = rows({"low": "5,000"})
    assert save(world.client("ada"), page(Criterion, "change", criterion().pk), values=values).status_code == 302
    publish()
    small, large = (world.entry(lines=(), amount=Decimal(amount)) for amount in (4999, 5000))
    with acting_as(SYSTEM):
        deals = enter_opportunities([small, large], actor=SYSTEM)
    assert ["Eve Marchetti" in team_of(deal) for deal in deals] == [False, True]


def test_values_are_picked_and_lead_back_to_the_rule(world: World) -> None:
    stage = AMOUNT | {"attribute": "stage", "inclusion": "exclude"}
    added = add_large_deals(world, criteria=rows(stage))
    client, address = world.client("ada"), page(Criterion, "change", criterion(attribute="stage").pk)
    response = save(client, address, values=rows({"choice": "won", "score": "0"}, {"choice": "lost", "score": "3"}))
    assert response.headers["Location"] == page(Rule, "change", added.pk)
    with acting_as(SYSTEM):
        contents = list(criterion().values.values_list("content", "score"))
    assert contents == [({"value": "won"}, 0), ({"value": "lost"}, 3)]
    assert "the stage is not Won or Lost (+3)" in client.get(page(Rule, "change", added.pk)).content.decode()


def test_each_rule_is_a_sentence_in_list_form_and_group(world: World) -> None:
    client, words = world.client("ada"), "Adds the channel manager of the partner, whatever the scores."
    first = rule("Channel manager of the partner")
    for address in (
        page(Rule, "changelist"),
        page(Rule, "change", first.pk),
        page(RuleGroup, "change", first.group_id),
    ):
        assert words in client.get(address).content.decode(), address


def test_any_change_gives_the_next_version(world: World) -> None:
    client, address = world.client("ada"), page(Rule, "change", add_large_deals(world).pk)
    changes: list[dict[str, Any]] = [
        {"passing_score": "7"},
        {"criteria-0-score": "9"},
        {"criteria": rows(AMOUNT | {"attribute": "source"})},
        {"workload_rules": rows({"maximum": "5", "score": "20"})},
        {"candidates-0-DELETE": "on"},
    ]
    assert save(client, address).status_code == 302
    assert rule().version == 1, "nothing was changed"
    for version, typed in enumerate(changes, 2):
        assert save(client, address, **typed).status_code == 302, typed
        assert rule().version == version, typed


def test_values_and_removed_criteria_give_the_next_version(world: World) -> None:
    add_large_deals(world)
    client, address = world.client("ada"), page(Criterion, "change", criterion().pk)
    save(client, address, values=rows({"high": "9"}))
    assert rule().version == 2
    save(client, address, **{"values-0-DELETE": "on"})
    assert rule().version == 3
    client.post(page(Criterion, "delete", criterion().pk), {"post": "yes"})
    assert rule().version == 4


def test_criteria_removed_from_the_list_give_the_next_version(world: World) -> None:
    add_large_deals(world)
    removing = {"action": "delete_selected", "_selected_action": [criterion().pk], "post": "yes"}
    world.client("ada").post(page(Criterion, "changelist"), removing)
    assert rule().version == 2


def test_group_is_changed_and_removed_with_its_rules(world: World) -> None:
    client, address = world.client("ada"), page(RuleGroup, "change", group().pk)
    assert save(client, address, owner=world.bea.pk, fallback=world.abe.pk, add_scores="on").status_code == 302
    assert (group().owner_id, group().fallback_id, group().add_scores) == (world.bea.pk, world.abe.pk, True)
    client.post(page(RuleGroup, "delete", group().pk), {"post": "yes"})
    with acting_as(SYSTEM):
        assert not Rule.objects.filter(source="territory").exists()


def test_pickers_name_people_of_the_brand_owner_only(world: World) -> None:
    html = world.client("ada").get(page(Rule, "add")).content.decode()
    assert "Abe Sato" in html
    assert "Pat Moreau" not in html


def test_levels(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(ExpertiseLevel, "add"), name="Fellow", order="9", weight="120").status_code == 302
    with acting_as(SYSTEM):
        used = ExpertiseLevel.objects.get(name="Expert")
    client.post(page(ExpertiseLevel, "delete", used.pk), {"post": "yes"})
    with acting_as(SYSTEM):
        assert ExpertiseLevel.objects.filter(name__in=("Fellow", "Expert")).count() == 2


def test_profile_with_skills_hours_and_absence(world: World) -> None:
    client = world.client("ada")
    picked = {"person": world.bea.pk, "territory": world.territory.pk, "languages": ["English", "Polish"]}
    assert save(client, page(PersonProfile, "add"), **picked, capacity="5").status_code == 302
    with acting_as(SYSTEM):
        profile, level = PersonProfile.objects.get(person=world.bea), ExpertiseLevel.objects.get(name="Expert")
    listed = {
        "skills": rows({"pick": f"product:{world.product.name}", "level": level.pk}),
        "skills-2": rows({"item": " Safety   first ", "level": level.pk}),
        "working_hours": rows({"weekday": "0", "starts": "09:00", "ends": "17:00"}),
        "time_off": rows({"first_day": "2030-07-01", "last_day": "2030-07-14"}),
    }
    assert save(client, page(PersonProfile, "change", profile.pk), **listed).status_code == 302
    with acting_as(SYSTEM):
        skills = set(world.bea.skills.values_list("kind", "item"))
        assert (world.bea.working_hours.count(), world.bea.time_off.count()) == (1, 1)
    assert skills == {("product", world.product.name), ("certification", "Safety first")}
    assert save(client, page(PersonProfile, "change", profile.pk), away="on").status_code == 302
    assert "person" not in fields_of(client.get(page(PersonProfile, "change", profile.pk)))


def test_run_tells_what_decided_and_stays_as_it_is(world: World) -> None:
    with acting_as(SYSTEM):
        (deal,) = enter_opportunities([world.entry()], actor=SYSTEM)
        (run,) = assign([Asked(deal.pk)])
    client, address = world.client("ada"), page(AssignmentRun, "change", run.pk)
    html = client.get(address).content.decode()
    assert "Channel manager of the partner, version 1: assigned: Bea Lindqvist 0" in html
    assert f"/opportunities/{deal.key}/" in html
    assert client.post(address, {"outcome": "skipped"}).status_code == 403
    found = client.get(page(AssignmentRun, "changelist"), {"q": "Cardinal", "outcome__exact": run.outcome})
    assert len(found.context["cl"].result_list) == 1


def test_a_rule_left_out_says_so_in_list_form_group_and_run(world: World) -> None:
    add_large_deals(world)
    publish()
    with acting_as(SYSTEM):
        (deal,) = enter_opportunities([world.entry()], actor=SYSTEM)
        (run,) = assign([Asked(deal.pk)])
    client, why = world.client("ada"), "its criterion on the amount lists no values"
    for address in (
        page(Rule, "changelist"),
        page(Rule, "change", rule().pk),
        page(RuleGroup, "change", group().pk),
    ):
        assert f"Left out of every assignment: {why}." in client.get(address).content.decode(), address
    html = client.get(page(AssignmentRun, "change", run.pk)).content.decode()
    assert f"Large deals, version 1: left out, since {why}" in html


def test_a_value_that_cannot_be_read_can_be_mended(world: World) -> None:
    add_large_deals(world)
    with acting_as(SYSTEM):
        value = criterion().values.create(content=[5])
    client, address = world.client("ada"), page(Criterion, "change", criterion().pk)
    words = "a value of its criterion on the amount cannot be read"
    assert words in client.get(page(Rule, "change", rule().pk)).content.decode()
    assert save(client, address, **{"values-0-low": "5,000"}).status_code == 302
    with acting_as(SYSTEM):
        value.refresh_from_db()
    assert value.content == {"low": "5000"}
    assert "Left out" not in client.get(page(Rule, "changelist")).content.decode()
