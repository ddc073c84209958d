from __future__ import annotations

from decimal import Decimal

import pytest

from prm.core.rls import acting_as
from prm.directory.accounts.forms import AccountForm, typed_again
from tests.cast import World


def form(world: World, **typed: str) -> AccountForm:
    pat = world.actor("pat")
    with acting_as(pat):
        return AccountForm({"name": "Kestrel Foods"} | typed, actor=pat)


def test_what_was_typed_is_read_as_meant(world: World) -> None:
    typed = form(world, domain="https://www.Kestrel.example/", employees="1,200", annual_revenue_millions="$ 3.5")
    assert typed.is_valid(), typed.errors
    values = typed.values()
    assert (values["domain"], values["employees"], values["annual_revenue_millions"]) == (
        "kestrel.example", 1200, Decimal("3.5"),
    )  # fmt: skip
    assert (values["name"], values["city"]) == ("Kestrel Foods", "")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Fill it in"),
        ("name", "x" * 201, "the most are 200"),
        ("name", "a\x00b", "cannot be stored"),
        ("domain", "no domain", "looks like example.com"),
        ("domain", "x" * 600, "the most are 500"),
        ("employees", "-1", "whole number"),
        ("employees", "1000000000000", "whole number"),
        ("employees", "1.5", "whole number"),
        ("employees", "NaN", "whole number"),
        ("annual_revenue_millions", "-0.01", "Millions from 0"),
        ("annual_revenue_millions", "1e12", "Millions from 0"),
        ("annual_revenue_millions", "0.001", "Millions from 0"),
        ("postal_code", "x" * 13, "the most are 12"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(world: World, field: str, value: str, words: str) -> None:
    refused = form(world, **{field: value})
    assert list(refused.errors) == [field]
    assert words in str(refused.errors[field])


@pytest.mark.parametrize("name", ["😀 Bakery", "מאפיית שלום", "x" * 200, "<b>Bold</b>"])
def test_names_of_all_kinds(world: World, name: str) -> None:
    assert form(world, name=name).is_valid()


def test_typed_again_keeps_what_was_typed_and_takes_the_newest_version(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        world.account.version = 7
        again = typed_again({"name": "Mine", "version": "1"}, actor=pat, newest=world.account)
        assert again.is_valid()
        assert (again.cleaned_data["version"], again.values()["name"]) == (7, "Mine")
        assert again.initial["name"] == "Larkspur Foods"
