"""Sets of people as bits."""

import random

import pytest

from assignment.matching.bits import bits_of, numbers_in


@pytest.mark.parametrize("count", [0, 1, 5, 300, 2000])
def test_numbers_come_back_in_order(count: int) -> None:
    numbers = sorted(random.Random(count).sample(range(2000), count))
    assert numbers_in(bits_of(numbers)) == numbers


def test_the_same_number_twice_is_there_once() -> None:
    assert numbers_in(bits_of([3, 3, 1])) == [1, 3]
