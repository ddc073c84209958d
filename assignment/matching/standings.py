"""What changes daily about people (load, capacity, availability), as arrays and bit sets beside `People`."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from .facts import Amount, PersonId, Standing
from .people import People
from .weighing import load_in

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = -(10**18)
ABSENT = Standing(active=False, minutes_to_working_hour=None)


class Standings:
    """Standings of everybody in `People`, asked once for a chunk and kept true by `put` after each assignment."""

    def __init__(self, people: People, standings: Mapping[PersonId, Standing]) -> None:
        count = len(people.persons)
        self._number = people.number
        self._standings = [ABSENT] * count
        self._windows: dict[int, int] = {}
        self._loads: dict[str, list[Amount]] = {}
        self.active = self.full = self.with_substitute = 0
        self.open_load = [0] * count
        self.recency = [NEVER] * count
        self.substitute: list[int | None] = [None] * count
        for person, standing in standings.items():
            if person in self._number:
                self.put(person, standing)

    def put(self, person: PersonId, standing: Standing) -> None:
        """Replaces one person's standing. Raises KeyError for a person that is not in `People`."""
        number = self._number[person]
        bit = 1 << number
        self._standings[number] = standing
        self.open_load[number] = standing.open_load
        self.recency[number] = NEVER if standing.last_assigned is None else _microseconds(standing.last_assigned)
        self.substitute[number] = self._number.get(standing.substitute) if standing.substitute is not None else None
        self.active = _with(self.active, bit, standing.active)
        self.full = _with(self.full, bit, is_full(standing, 0))
        self.with_substitute = _with(self.with_substitute, bit, self.substitute[number] is not None)
        for minutes, available in self._windows.items():
            self._windows[minutes] = _with(available, bit, _within(standing, minutes))
        for key, loads in self._loads.items():
            loads[number] = load_in(standing.load, key)

    def of(self, number: int) -> Standing:
        return self._standings[number]

    def available(self, minutes: int) -> int:
        """Who has a whole working hour within so many minutes."""
        if minutes not in self._windows:
            bits = 0
            for number, standing in enumerate(self._standings):
                if _within(standing, minutes):
                    bits |= 1 << number
            self._windows[minutes] = bits
        return self._windows[minutes]

    def loads(self, key: str) -> list[Amount]:
        """The load of that kind by person number; a load nobody counted is 0."""
        if key not in self._loads:
            self._loads[key] = [load_in(standing.load, key) for standing in self._standings]
        return self._loads[key]


def is_full(standing: Standing, counted: int) -> bool:
    """Whether the person is at the capacity; `counted` of the open load are this opportunity's own."""
    return standing.capacity is not None and standing.open_load - counted >= standing.capacity


def _within(standing: Standing, minutes: int) -> bool:
    return standing.minutes_to_working_hour is not None and standing.minutes_to_working_hour <= minutes


def _with(bits: int, bit: int, wanted: bool) -> int:
    return bits | bit if wanted else bits & ~bit


def _microseconds(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)
