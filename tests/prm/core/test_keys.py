from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import Resolver404, resolve, reverse

from prm.core import keys
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Territory


def made(count: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prm_random_key() FROM generate_series(1, %s)", [count])
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_keys_are_random_and_fit_the_pattern() -> None:
    found = made(5000)
    assert len(set(found)) == 5000
    assert all(re.fullmatch(keys.KEY_PATTERN, key) for key in found)


@pytest.mark.django_db
def test_every_letter_stands_at_every_place() -> None:
    """The version and variant bits of a UUID must not lame a place."""
    for place in zip(*made(5000), strict=True):
        assert set(place) == set(keys.KEY_ALPHABET)


def test_alphabet_has_no_letter_that_looks_like_another() -> None:
    assert len(set(keys.KEY_ALPHABET)) == 32
    assert not set("lo01") & set(keys.KEY_ALPHABET)


@pytest.mark.django_db
def test_database_makes_the_key_also_in_bulk() -> None:
    with acting_as(SYSTEM):
        rows = Territory.objects.bulk_create([Territory(name="North"), Territory(name="South")])
        stored = set(Territory.objects.values_list("key", flat=True))
    assert {row.key for row in rows} == stored
    assert len(stored) == 2


@pytest.mark.parametrize(
    "key", ["abcdefghi", "abcdefghijk", "ABCDEFGHIJ", "abcdefghi0", "abcdefghil", "abc/efghij", ""]
)
def test_anything_else_is_no_address(key: str) -> None:
    assert re.fullmatch(keys.KeyConverter.regex, key) is None


def test_address_takes_the_key_as_it_is() -> None:
    assert resolve("/opportunities/abcdefghij/").kwargs == {"key": "abcdefghij"}
    assert reverse("opportunities:detail", args=["abcdefghij"]) == "/opportunities/abcdefghij/"
    with pytest.raises(Resolver404):
        resolve("/opportunities/12/")
