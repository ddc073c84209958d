"""Sets of people as the bits of one integer: person number i is bit i."""

from collections.abc import Iterable, Iterator

DENSE = 96


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    if bits.bit_count() > DENSE:
        yield from [number for number, digit in enumerate(bin(bits)[:1:-1]) if digit == "1"]
        return
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
