from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from assignment.models import Rule
from assignment.rules.actions import count_change
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def test_each_change_counts(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.all()[0]
        for _ in range(2):
            count_change(rule.pk, actor=SYSTEM)
        rule.refresh_from_db()
    assert rule.version == 3


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam"])
def test_only_administrators_change_rules(world: World, name: str) -> None:
    actor = world.actor(name)
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        count_change(Rule.objects.all()[0].pk, actor=actor)
