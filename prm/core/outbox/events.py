"""Events and their handlers. An app declares its events as dataclasses; apps above it register handlers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Fields are JSON values, ids of rows rather than the rows.

    `handled_by_nobody` says why no handler is needed; a guard fails on an event with neither.
    """

    handled_by_nobody: ClassVar[str] = ""

    def payload(self) -> dict[str, Any]:
        return asdict(self)


EventType = TypeVar("EventType", bound=Event)
Handler = Callable[[Any, int], None]
ManyHandler = Callable[[list[tuple[Any, int]]], None]

_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)
_many: dict[str, ManyHandler] = {}
_events: dict[str, type[Event]] = {}


def handles(event: type[Event], *, many: ManyHandler | None = None) -> Callable[[Handler], Handler]:
    """Register a function `(event, outbox_id) -> None`; it runs as the system, in one transaction with its claim.

    `many` does the same for a chunk of (event, outbox id) in one transaction, where a command works them off.
    """

    def register(handler: Handler) -> Handler:
        name = f"{handler.__module__}.{handler.__name__}"
        _events[event.__name__] = event
        _handlers[event.__name__][name] = handler
        if many is not None:
            _many[name] = many
        return handler

    return register


def handlers_of(event: type[Event]) -> dict[str, Handler]:
    """Handler name → function."""
    return _handlers[event.__name__]


def handler_and_event(event_name: str, handler_name: str, payload: dict[str, Any]) -> tuple[Handler, Event]:
    """What an outbox row stands for. Raises KeyError where the code no longer knows event or handler."""
    return _handlers[event_name][handler_name], _events[event_name](**payload)


def many_handler(handler_name: str) -> ManyHandler | None:
    """The handler's form for chunks, where it has one."""
    return _many.get(handler_name)


def event_of(event_name: str, payload: dict[str, Any]) -> Event:
    """Raises KeyError for an event that the code no longer knows."""
    return _events[event_name](**payload)
