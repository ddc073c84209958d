"""Ids in few bytes, and back."""

from __future__ import annotations

import json
import random

import pytest

from assignment.matching.packing import count_ids, pack_ids, unpack_ids

LARGE = sorted(random.Random(3).sample(range(1, 3000), 900))


@pytest.mark.parametrize("ids", [[], [5], [1, 2, 3], LARGE, [0, *range(500, 100_000_000, 7_000_003), 10**12]])
def test_numbers_come_back(ids: list[int]) -> None:
    stored = json.loads(json.dumps(pack_ids(ids[::-1])))
    assert unpack_ids(stored) == ids
    assert count_ids(stored) == len(ids)


def test_texts_stay_as_they_are() -> None:
    ids = [f"person-{number}" for number in range(20)]
    assert pack_ids(ids) == sorted(ids)


def test_mixed_ids_stay_as_they_are() -> None:
    assert pack_ids(["b", 2, "a", 1, *range(10, 20)]) == [1, 2, *range(10, 20), "a", "b"]


def test_negative_numbers_stay_as_they_are() -> None:
    assert unpack_ids(pack_ids(list(range(-20, 0)))) == list(range(-20, 0))


def test_a_third_of_2000_people_takes_less_than_500_bytes() -> None:
    third = random.Random(5).sample(range(1, 2001), 667)
    assert len(json.dumps(pack_ids(third))) < 500


def test_where_only_the_count_was_kept_there_are_no_ids() -> None:
    assert unpack_ids({"count": 7}) == []
    assert count_ids({"count": 7}) == 7
