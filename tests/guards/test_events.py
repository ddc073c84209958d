"""An event is declared in an app's `events.py` and handled above it, or says why nobody needs to.

The usual mistake is an event that is published and goes nowhere: its rows are never written, and what should happen
after the commit silently does not.
"""

from __future__ import annotations

import importlib
from dataclasses import fields

from prm.core.outbox.events import Event, handlers_of
from tests.guards import walk
from tests.guards.verdict import judge


def events() -> list[type[Event]]:
    """Every event of the program; modules that could declare one are imported first."""
    for file in walk.code_files():
        if file.endswith(("/events.py", "/handlers.py")):
            importlib.import_module(walk.module_of(file))
    ours = {module.removesuffix(".__init__") for module in walk.packages()}
    return [event for event in Event.__subclasses__() if event.__module__.split(".")[0] in ours]


def named(event: type[Event]) -> str:
    return f"{event.__module__}.{event.__qualname__}"


def test_events_are_declared_in_their_file() -> None:
    judge((named(event) for event in events() if not event.__module__.endswith(".events")), walked=events())


def test_every_event_is_handled_or_says_why_not() -> None:
    unheard = (named(event) for event in events() if not handlers_of(event) and not event.handled_by_nobody)
    judge(unheard, walked=events())
    both = (named(event) for event in events() if handlers_of(event) and event.handled_by_nobody)
    judge(both, walked=events())


def test_handlers_stand_in_their_file() -> None:
    handlers = [name for event in events() for name in handlers_of(event)]
    judge((name for name in handlers if not name.rpartition(".")[0].endswith(".handlers")), walked=handlers)


def test_events_carry_ids_and_not_records() -> None:
    plain = {"int", "str", "bool", "int | None", "str | None", "tuple[int, ...]", "tuple[str, ...]"}
    carried = [(event, field) for event in events() for field in fields(event)]
    judge((f"{named(event)}.{field.name}" for event, field in carried if field.type not in plain), walked=carried)
