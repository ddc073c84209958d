from __future__ import annotations

from assignment.models import RuleGroup
from assignment.rules.permissions import may_edit_group, may_read_rules
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def test_who_reads_the_rules(world: World) -> None:
    assert {name for name in world.people if may_read_rules(world.actor(name))} == {"ada", "bea", "eve"}


def test_a_channel_manager_edits_what_they_own(world: World) -> None:
    """An owner who is no channel manager edits nothing, nor does anybody a group without an owner."""
    for owner, editors in ((None, {"ada"}), (world.bea, {"ada", "bea"}), (world.abe, {"ada"}), (world.eve, {"ada"})):
        group = RuleGroup(name="Agents", owner=owner)
        assert {name for name in world.people if may_edit_group(world.actor(name), group)} == editors


def test_the_same_is_asked_of_the_database(world: World) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
        RuleGroup.objects.filter(order=1).update(owner=world.abe)
    for name in world.people:
        actor = world.actor(name)
        with acting_as(SYSTEM):
            found = {group.pk for group in RuleGroup.objects.editable_by(actor)}
            assert found == {group.pk for group in RuleGroup.objects.all() if may_edit_group(actor, group)}, name
