"""Ids in few bytes, and back."""

from __future__ import annotations

import json
import random

import pytest

from assignment.matching.packing import (
    by_place,
    count_ids,
    count_outcomes,
    pack_ids,
    pack_outcomes,
    placed,
    plainly,
    unpack_ids,
    unpack_outcomes,
)

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


@pytest.mark.parametrize("count", [4, 2000])
def test_outcomes_come_back(count: int) -> None:
    draw = random.Random(count)
    by_outcome: dict[str, list[int | str]] = {"not_selected": [], "removed_required": [], "removed_capacity": []}
    for id_ in range(1, count + 1):
        by_outcome[draw.choice(list(by_outcome))].append(id_)
    stored = json.loads(json.dumps(pack_outcomes(by_outcome)))
    assert unpack_outcomes(stored) == by_outcome
    assert count_outcomes(stored) == {outcome: len(ids) for outcome, ids in by_outcome.items()}
    assert len(json.dumps(stored)) < 1000


def test_outcomes_of_which_only_counts_were_kept() -> None:
    stored = {"removed_required": {"count": 7}}
    assert unpack_outcomes(stored) == {"removed_required": []}
    assert count_outcomes(stored) == {"removed_required": 7}


def test_those_who_miss_a_requirement_are_named_by_its_place() -> None:
    assert by_place("removed_required", 2) == "removed_required:2"
    assert placed("removed_required:2") == ("removed_required", 2)
    assert placed("removed_capacity") == ("removed_capacity", None)
    assert plainly({"removed_required:0": 2, "removed_required:1": 3, "declined": 1}) == {
        "removed_required": 5,
        "declined": 1,
    }
