"""`manage.py assign --unassigned`."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assignment.models import AssignmentRun, PersonSkill, Unassigned
from assignment.unassigned import trials
from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import SERVER, Scene

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def tried() -> list[str]:
    said = StringIO()
    call_command("assign", "--unassigned", stdout=said)
    return said.getvalue().splitlines()


def lonely(scene: Scene, count: int) -> list[Opportunity]:
    deals = [entered(scene, "pat", lines=[(SERVER, "1", "5")]) for _ in range(count)]
    run_rules()
    return deals


def test_rules_run_again_oldest_first_with_progress(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "CHUNK", 2)
    deals = lonely(scene, 3)
    with acting_as(SYSTEM):
        Unassigned.objects.filter(opportunity=deals[1]).update(since=LONG_AGO)
    assert trials.waiting_opportunities()[0] == deals[1].pk
    assert tried() == [
        "2 of 3 opportunities tried, 0 have somebody now",
        "3 of 3 opportunities tried, 0 have somebody now",
    ]
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Servers")
    assert tried()[-1] == "3 of 3 opportunities tried, 3 have somebody now"
    with acting_as(SYSTEM):
        assert not Unassigned.objects.exists()
        assert Member.objects.filter(person=scene.people["ivo"]).count() == 3
        assert AssignmentRun.objects.filter(trigger="batch").count() == 6
    assert tried() == ["No opportunity waits for somebody."]


def test_it_says_what_to_run() -> None:
    with pytest.raises(CommandError, match="--unassigned"):
        call_command("assign")
