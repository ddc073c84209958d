from __future__ import annotations

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.leaving import How, Work
from prm.directory.people.effects import effects, of_work
from tests.cast import World


def test_what_changes_on_sales_teams() -> None:
    assert of_work(Work(3, 1, 2), "Pam Ortiz") == [
        "3 open opportunities go to Pam Ortiz.",
        "1 closed opportunity goes to Pam Ortiz.",
        "They leave the sales teams of 2 other opportunities.",
    ]
    assert of_work(Work(), "Pam Ortiz") == []


def test_partners_and_reports_of_a_channel_manager(world: World) -> None:
    with acting_as(SYSTEM):
        world.abe.reports_to = world.bea
        save_person(world.abe, actor=SYSTEM)
        reports = "1 person who reports to them reports to Eve Marchetti then."
        assert effects(world.bea, Work(), "", How.DEACTIVATED) == [
            "1 partner keeps them as channel manager until you name another one in Django admin.",
            reports,
        ]
        assert effects(world.bea, Work(), "", How.MOVED) == [
            "1 partner has no channel manager then: name one in Django admin.",
            reports,
        ]
        world.bea.reports_to = None
        told = effects(world.bea, Work(), "", How.MOVED)
        assert told[1] == "1 person who reports to them reports to nobody then."
        world.bea.reports_to = world.eve
        world.eve.role = "channel_manager"
        save_person(world.eve, actor=SYSTEM)
        assert effects(world.bea, Work(), "", How.MOVED)[0] == (
            "Eve Marchetti looks after 1 partner of theirs from then on."
        )
