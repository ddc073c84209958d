"""Many ids in few bytes: a run names everybody considered and stays small."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import compress, decompress

from .ordering import identity_order

PLAIN = 8


def pack_ids(ids: Sequence[int | str]) -> Any:
    """A list of ids as JSON, in ascending order: as it is, or numbers as their compressed differences."""
    numbers = sorted([id_ for id_ in ids if isinstance(id_, int)])
    if len(ids) <= PLAIN or len(numbers) != len(ids) or numbers[0] < 0:
        return sorted(ids, key=identity_order)
    differences = [number - earlier for earlier, number in zip([0, *numbers], numbers, strict=False)]
    digits = bytes(differences) if max(differences) < 128 else b"".join(map(_varint, differences))
    return {"count": len(numbers), "packed": b64encode(compress(digits)).decode("ascii")}


def pack_outcomes(by_outcome: Mapping[str, Sequence[int | str]]) -> Any:
    """Ids by outcome: few as lists; many as all ids once and one digit each for the outcome, compressed."""
    if sum(map(len, by_outcome.values())) <= PLAIN * 2:
        return {outcome: pack_ids(ids) for outcome, ids in by_outcome.items()}
    digit_of = {id_: digit for digit, ids in enumerate(by_outcome.values()) for id_ in ids}
    everybody = sorted(digit_of, key=identity_order)
    digits = bytes([digit_of[id_] for id_ in everybody])
    return {
        "ids": pack_ids(everybody),
        "counts": {outcome: len(ids) for outcome, ids in by_outcome.items()},
        "digits": b64encode(compress(digits)).decode("ascii"),
    }


def unpack_outcomes(stored: Mapping[str, Any]) -> dict[str, list[int | str]]:
    """The ids by outcome again; empty lists where only counts were kept."""
    if "digits" not in stored:
        return {outcome: unpack_ids(ids) for outcome, ids in stored.items()}
    names = list(stored["counts"])
    found: dict[str, list[int | str]] = {name: [] for name in names}
    for id_, digit in zip(unpack_ids(stored["ids"]), decompress(b64decode(stored["digits"])), strict=True):
        found[names[digit]].append(id_)
    return found


def count_outcomes(stored: Mapping[str, Any]) -> dict[str, int]:
    """How many ended how, also where only counts were kept."""
    if "digits" in stored:
        return dict(stored["counts"])
    return {outcome: count_ids(ids) for outcome, ids in stored.items()}


def by_place(outcome: str, place: int) -> str:
    """The name of an outcome for those whom the requirement at this place took out: `removed_required:2`."""
    return f"{outcome}:{place}"


def placed(name: str) -> tuple[str, int | None]:
    """The outcome of such a name, and the place; None where it has none."""
    outcome, _, place = name.partition(":")
    return outcome, int(place) if place else None


def plainly(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by outcome alone, where those who miss a requirement are counted `by_place`."""
    told: dict[str, int] = {}
    for outcome, count in counts.items():
        name, _ = placed(outcome)
        told[name] = told.get(name, 0) + count
    return told


def unpack_ids(stored: Any) -> list[int | str]:
    """The ids again. A set that was too large keeps its count only and gives an empty list."""
    if isinstance(stored, list):
        return stored
    if "packed" not in stored:
        return []
    ids: list[int | str] = []
    number, difference, shift = 0, 0, 0
    for digit in decompress(b64decode(stored["packed"])):
        difference |= (digit & 127) << shift
        shift += 7
        if digit < 128:
            number += difference
            ids.append(number)
            difference, shift = 0, 0
    return ids


def count_ids(stored: Any) -> int:
    """How many ids there are, also where only the count was kept."""
    return len(stored) if isinstance(stored, list) else int(stored["count"])


def _varint(number: int) -> bytes:
    digits = bytearray()
    while number > 127:
        digits.append(number & 127 | 128)
        number >>= 7
    digits.append(number)
    return bytes(digits)
