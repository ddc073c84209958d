"""Reading a file step by step with the place always at hand, so that every error names case, path and expectation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, NoReturn, TypeVar

from assignment.matching import Amount, Fact

from .errors import CaseFileError

Kind = TypeVar("Kind", bound=StrEnum)
SCORE_LIMIT = 1_000_000
MONEY_LIMIT = 10**15
REMARKS = ("title", "notes")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file and where it stands."""

    value: Any
    case: str
    path: str

    def fail(self, expected: str) -> NoReturn:
        places = [f"case {self.case}"] if self.case else []
        places += [f"path {self.path}"] if self.path else []
        raise CaseFileError(f"{', '.join(places) or 'the file'}: expected {expected}")

    def fields(self, *known: str) -> "Fields":
        """A mapping with no other keys than these."""
        if not isinstance(self.value, dict):
            self.fail("a mapping")
        for key in self.value:
            if key not in known:
                at = self.path and f"{self.path}."
                Node(None, self.case, f"{at}{key}").fail(f"no such key here, but one of {', '.join(known)}")
        return Fields(self)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """A mapping with free keys."""
        if not isinstance(self.value, dict):
            self.fail("a mapping")
        for key, value in self.value.items():
            yield spelled(key), Node(value, self.case, f"{self.path}.{key}")

    def members(self, key: str = "id") -> list["Node"]:
        """A list; each member's place is named by its own id."""
        if not isinstance(self.value, list):
            self.fail("a list")
        found, seen = [], set()
        for number, value in enumerate(self.value, start=1):
            identity = value.get(key) if isinstance(value, dict) else None
            name = str(number) if identity is None or isinstance(identity, dict | list) else spelled(identity)
            member = Node(value, self.case, f"{self.path}.{name}")
            if identity is not None and name in seen:
                member.fail(f"each {key} once, {name} is there twice")
            seen.add(name)
            found.append(member)
        return found

    def identity(self) -> str:
        if isinstance(self.value, bool) or not isinstance(self.value, str | int) or self.value == "":
            self.fail("an id")
        return str(self.value)

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.fail("a text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fail("true or false")
        return self.value

    def whole(self, lowest: int | None = None) -> int:
        if not _is_number(self.value) or not isinstance(self.value, int):
            self.fail("a whole number")
        if lowest is not None and self.value < lowest:
            self.fail(f"a whole number of at least {lowest}")
        return self.value

    def amount(self, highest: int = SCORE_LIMIT**2) -> Amount:
        """A number of at least 0."""
        return self._number(0, highest, "a number of at least 0")

    def score(self) -> Amount:
        return self._number(0, SCORE_LIMIT, f"a score from 0 to {SCORE_LIMIT:,}")

    def _number(self, lowest: int, highest: int, expected: str) -> Amount:
        value: Amount = self.value
        if not _is_number(value) or not lowest <= value <= highest:
            self.fail(expected)
        return value

    def choice(self, kinds: type[Kind]) -> Kind:
        for kind in kinds:
            if kind == self.value:
                return kind
        return self.fail(f"one of {', '.join(kinds)}")

    def instant(self) -> datetime:
        """A date or date and time as ISO text; without a zone it is UTC."""
        try:
            instant = datetime.fromisoformat(self.text())
        except ValueError:
            self.fail("a date and time like 2026-01-01T00:00:00Z")
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)

    def fact(self) -> Fact:
        if not isinstance(self.value, str | int | Fraction):
            self.fail("a text, a number, true or false")
        return spelled(self.value) if isinstance(self.value, bool) else self.value

    def facts(self) -> tuple[Fact, ...]:
        """One value or a list of them; null is no value."""
        if self.value is None:
            return ()
        if isinstance(self.value, list):
            return tuple(Node(one, self.case, f"{self.path}.{n}").fact() for n, one in enumerate(self.value, start=1))
        return (self.fact(),)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping whose keys were checked."""

    node: Node

    def needed(self, key: str) -> Node:
        found = self.get(key)
        if found is None:
            self._at(key, None).fail("a value, it is missing")
        return found

    def get(self, key: str) -> Node | None:
        """None where the key is missing or null: the default holds."""
        value = self.node.value.get(key)
        return None if value is None else self._at(key, value)

    def members(self, key: str, identity: str = "id") -> list[Node]:
        found = self.get(key)
        return [] if found is None else found.members(identity)

    def entries(self, key: str) -> list[tuple[str, Node]]:
        found = self.get(key)
        return [] if found is None else list(found.entries())

    def identity(self, key: str, default: str) -> str:
        return default if (found := self.get(key)) is None else found.identity()

    def identity_or_none(self, key: str) -> str | None:
        return None if (found := self.get(key)) is None else found.identity()

    def text(self, key: str) -> str | None:
        return None if (found := self.get(key)) is None else found.text()

    def flag(self, key: str, default: bool) -> bool:
        return default if (found := self.get(key)) is None else found.flag()

    def score(self, key: str) -> Amount:
        return 0 if (found := self.get(key)) is None else found.score()

    def whole(self, key: str, default: int, lowest: int | None = None) -> int:
        return default if (found := self.get(key)) is None else found.whole(lowest)

    def instant(self, key: str) -> datetime | None:
        return None if (found := self.get(key)) is None else found.instant()

    def choice(self, key: str, default: Kind) -> Kind:
        return default if (found := self.get(key)) is None else found.choice(type(default))

    def fact(self, key: str) -> Fact | None:
        return None if (found := self.get(key)) is None else found.fact()

    def _at(self, key: str, value: Any) -> Node:
        return Node(value, self.node.case, f"{self.node.path}.{key}" if self.node.path else key)


def spelled(key: Any) -> str:
    """A key or flag as text."""
    return str(key).lower() if isinstance(key, bool) else str(key)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
