from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assignment.models import Rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def exported(*options: str) -> str:
    out = StringIO()
    call_command("export_rules", *options, stdout=out)
    return out.getvalue()


def test_what_is_in_force_the_draft_or_a_version(world: World) -> None:
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(score=35)
    assert ["score: 35" in exported(*options) for options in ((), ("--number", "1"), ("--draft",))] == [
        False, False, True,
    ]  # fmt: skip


def test_no_such_version(world: World) -> None:
    with pytest.raises(CommandError, match="no such version"):
        exported("--number", "7")
