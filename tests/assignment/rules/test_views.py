"""The rules page: what is in force, what the draft would change, and for whom it leads to the editor."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assignment.models import Criterion, PersonProfile, Rule, RuleGroup
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

PAGE = "/assignment/rules/"
AGENTS = "Agents of the territory by product expertise"


def change(**fields: object) -> Rule:
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(**fields)
        return Rule.objects.get(source="territory")


def address(rule: Rule) -> str:
    return f"{PAGE}{rule.key}/"


def html(world: World, name: str, where: str = PAGE) -> str:
    response = world.client(name).get(where)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_list_says_each_rule_in_a_sentence(world: World) -> None:
    text = read(world.client("ada").get(PAGE)).text
    assert "Version 1 is in use since" in text
    assert text.index("Channel managers") < text.index("Sales agents") < text.index(AGENTS)
    assert "Adds the channel manager of the partner, whatever the scores." in text
    assert "draft" not in text


def test_a_rule_is_read_step_by_step(world: World) -> None:
    text = " ".join(read(world.client("ada").get(address(change()))).text.split()).replace(" ,", ",")
    for words in (
        "Consider the people of the opportunity’s territory",
        "Prefer 30 for the rule, product line expertise (+40, when the opportunity has it), "
        "the person’s role is Sales agent (required)",
        "Then add the one best, with at least 30 points, as Sales agent, the best leads for the brand owner",
        "Otherwise if no rule of Sales agents finds anybody: nobody joins, and the reason is stored",
    ):
        assert words in text, words


def test_the_draft_is_told_beside_what_is_in_force(world: World) -> None:
    rule = change(score=35, active=False, expiration=datetime(2031, 5, 6, 12, tzinfo=UTC))
    page = html(world, "ada", address(rule))
    for words in ("Version 2 draft", "Rule score: 35, before 30.", "What is in force now", "30 for the rule", "Off"):
        assert words in page, words
    assert "Until May 6, 2031" in page
    assert "/admin/assignment/ruleversion/publish/" in page
    publish()
    page = html(world, "ada", address(rule))
    assert "Version 2 is in use since" in page
    assert "draft" not in page


def test_new_and_removed_rules_say_so(world: World) -> None:
    gone = change()
    with acting_as(SYSTEM):
        new = Rule.objects.create(group=RuleGroup.objects.get(order=1), name="Everybody", source="everybody")
        Rule.objects.filter(pk=gone.pk).delete()
    assert "it decides nothing until the draft is published" in html(world, "ada", address(new))
    page = html(world, "ada", address(gone))
    assert "It is in force until the draft is published." in page
    assert f"/admin/assignment/rule/{gone.pk}/" not in page
    publish()
    assert world.client("ada").get(address(gone)).status_code == 404


def test_each_part_leads_to_its_place_for_whoever_may_edit_it(world: World) -> None:
    rule = change()
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(pk=rule.group_id).update(owner=world.bea)
        criterion = Criterion.objects.get(rule=rule, score=40)
    places = [
        f"/admin/assignment/rule/{rule.pk}/change/",
        f"/admin/assignment/criterion/{criterion.pk}/change/",
        f"/admin/assignment/rulegroup/{rule.group_id}/change/",
    ]
    for name in ("ada", "bea"):
        page = html(world, name, address(rule))
        assert [place in page for place in places] == [True] * 3, name
    assert "/admin/" not in html(world, "eve", address(rule))


def test_what_is_worth_a_look_leads_to_its_place_for_whoever_can_mend_it(world: World) -> None:
    rule = change(passing_score=500, named_lead=world.abe)
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
        manager = Rule.objects.get(source="channel_manager")
        empty = Criterion.objects.create(rule=manager, compare="object", attribute="amount")
        for person, substitute in ((world.eve, world.ada), (world.ada, world.eve)):
            PersonProfile.objects.create(person=person, substitute=substitute)
        # A circle is told once, at the first of it.
        first = PersonProfile.objects.filter(person__in=(world.eve, world.ada)).order_by("person_id")[0]
    bound = f'/admin/assignment/rule/{rule.pk}/change/#id_passing_score">Nobody can reach the passing score of 500'
    others = {
        f'/admin/assignment/criterion/{empty.pk}/change/">It is left out of every assignment': address(empty.rule),
        f"/admin/assignment/personprofile/{first.pk}/change/#id_substitute": PAGE,
    }
    for name, sees_others in (("ada", True), ("bea", False)):
        assert bound in html(world, name, address(rule)), name
        assert "Worth a look" in html(world, name)
        for link, where in others.items():
            assert (link in html(world, name, where)) == sees_others, (name, link)
    assert "Worth a look" not in html(world, "eve", address(rule)), "she reads the rules and edits none"


def test_only_administrators_are_led_to_publishing(world: World) -> None:
    rule = change(score=35)
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(pk=rule.group_id).update(owner=world.bea)
    offered = {name: "ruleversion/publish/" in html(world, name) for name in ("ada", "bea", "eve")}
    assert offered == {"ada": True, "bea": False, "eve": False}


@pytest.mark.parametrize(("name", "status"), [("pat", 404), ("pam", 404), ("olga", 404), ("abe", 403)])
def test_partners_find_nothing_and_agents_are_refused(world: World, name: str, status: int) -> None:
    for where in (PAGE, address(change())):
        assert world.client(name).get(where).status_code == status


def test_without_any_rules(world: World) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
    publish()
    assert "No rules yet" in html(world, "ada")


def test_hostile_names_are_shown_as_they_are(world: World) -> None:
    rule = change(name="<b>‮rtl</b> 🎪 " + "x" * 130)
    assert "&lt;b&gt;‮rtl&lt;/b&gt; 🎪" in html(world, "ada", address(rule))


def test_statements_do_not_grow_with_the_rules(world: World) -> None:
    client = world.client("ada")
    client.get(PAGE)
    counts = []
    for number in (1, 3):
        with acting_as(SYSTEM):
            for one in range(number):
                group = RuleGroup.objects.get(order=1)
                rule = Rule.objects.create(group=group, name=f"Rule {number}.{one}", source="everybody")
                Criterion.objects.create(rule=rule, compare="person", attribute="product", score=1).values.create(
                    content={"value": "Mast 200"}
                )
        counts.append(len(statements(lambda: client.get(PAGE))))
    assert counts == [24, 24]


def test_who_publishes_is_led_to_the_published_versions(world: World) -> None:
    versions = "/admin/assignment/ruleversion/"
    assert f'href="{versions}"' in html(world, "ada")
    assert f'href="{versions}"' not in html(world, "bea")
