"""What ends the loading half-way leaves nothing behind, and a portal in use is left alone."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from prm.core.actor import SYSTEM
from prm.core.outbox.finish import Finished
from prm.core.rls import acting_as
from prm.demo import load
from prm.directory.actions import save_organization
from prm.directory.models import Account, Organization, Person

pytestmark = pytest.mark.django_db


def test_nothing_is_left_of_a_load_that_was_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the next run does not take the demo for loaded and begins anew."""

    def cut_off(*args: object, **options: object) -> None:
        with acting_as(SYSTEM):
            assert Person.objects.count() > 80
        raise KeyboardInterrupt

    monkeypatch.setattr(load, "enter_opportunities", cut_off)
    with pytest.raises(KeyboardInterrupt):
        load.load_demo(print)
    with acting_as(SYSTEM):
        assert [model.objects.count() for model in (Organization, Person, Account)] == [0, 0, 0]
    assert not load.is_loaded()


def test_what_waits_is_worked_off_where_the_demo_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    finished = []
    monkeypatch.setattr(load, "is_loaded", lambda: True)
    monkeypatch.setattr(load, "finish_outbox", lambda: finished.append(True) or Finished(3, 0, ""))
    said: list[str] = []
    load.load_demo(said.append)
    assert finished
    assert said == ["The demo data is there already.", "Followed 3 events up: ran the assignment, told people."]


def test_portal_of_another_brand_owner() -> None:
    with acting_as(SYSTEM):
        save_organization(Organization(kind=Organization.Kind.BRAND_OWNER, name="Weir Instruments"), actor=SYSTEM)
    with pytest.raises(CommandError, match="This portal belongs to Weir Instruments: the demo needs an empty database"):
        call_command("load_demo", stdout=io.StringIO())
