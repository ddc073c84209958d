"""Many ids in few bytes: a run names everybody considered and stays small."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
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
