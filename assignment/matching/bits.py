"""Sets of people as the bits of one integer: person number i is bit i."""

from collections.abc import Iterable

SPARSE = 6
"""Reading digit by digit pays when more than one bit in six is set; else the highest bit is taken off (measured)."""


def numbers_in(bits: int) -> list[int]:
    """The numbers of the bits that are set, ascending."""
    if bits.bit_count() * SPARSE > bits.bit_length():
        return [number for number, digit in enumerate(bin(bits)[:1:-1]) if digit == "1"]
    numbers = []
    while bits:
        highest = bits.bit_length() - 1
        numbers.append(highest)
        bits ^= 1 << highest
    numbers.reverse()
    return numbers


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
