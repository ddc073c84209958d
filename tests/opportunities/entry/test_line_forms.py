from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from opportunities.entry.forms import bound
from opportunities.entry.line_forms import MAX_LINES, BaseLines, LineFormSet
from opportunities.entry.records import LineEntry
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.opportunities.entering import Lines, typed
from tests.opportunities.scene import LONG_AGO, MODEM, ROUTER, TABLET, Scene


@pytest.fixture
def pat(scene: Scene) -> Iterator[Actor]:
    """The test acts as Pat; routers have a list price in euros, tablets have none."""
    with acting_as(SYSTEM):
        euro = Currency.objects.get(code="EUR")
        set_price(scene.products[ROUTER], Decimal("92.50"), currency=euro, since=LONG_AGO, actor=SYSTEM)
    actor = scene.actor("pat")
    with acting_as(actor):
        yield actor


def lines_of(scene: Scene, actor: Actor, lines: Lines, currency: str = "USD", **more: str) -> BaseLines:
    return bound(typed(scene, lines=lines, currency=currency) | more, actor, "USD")[1]


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        (("", "3", ""), "product", "Choose the product of this line, or empty the line."),
        (("", "", "5"), "product", "Choose the product of this line, or empty the line."),
        ((ROUTER, "0", "5"), "quantity", "A quantity is above 0."),
        ((ROUTER, "-2", "5"), "quantity", "A quantity is above 0."),
        ((ROUTER, "many", "5"), "quantity", "This is not a number. Write it in digits."),
        ((ROUTER, "1e400", "5"), "quantity", "It may have 12 digits in all."),
        ((ROUTER, "1", "-1"), "unit_price", "A price is 0 or more."),
        ((ROUTER, "1", "NaN"), "unit_price", "This is not a number. Write it in digits."),
        ((ROUTER, "1", "100000000000000"), "unit_price", "An amount has at most 14 digits before the point."),
        ((ROUTER, "1", "1.2345"), "unit_price", "It may have 3 digits behind the point."),
        (("nosuchkey1", "1", "5"), "product", "This product is not on sale. Choose one of the list."),
        ((MODEM, "1", "5"), "product", "Old Modem is no longer on sale. Choose another one."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_its_field(
    scene: Scene, pat: Actor, line: tuple[str, str, str], field: str, message: str
) -> None:
    lines = lines_of(scene, pat, [(TABLET, "1", "40"), line])
    assert not lines.is_valid()
    assert [list(errors) for errors in lines.errors] == [[], [field], []]
    assert message in lines.errors[1][field][0]


def test_a_withdrawn_product_stays_chosen_in_its_own_line_only(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [(MODEM, "1", "5"), (ROUTER, "1", "5")])
    offered = [[label for _, label in form.fields["product"].choices] for form in lines.forms]
    assert [MODEM in names for names in offered] == [True, False, False]
    with acting_as(SYSTEM):
        scene.products[MODEM].active = True
        save_to_catalog(scene.products[MODEM], actor=SYSTEM)
    with acting_as(pat):
        assert lines_of(scene, pat, [(MODEM, "1", "5")]).is_valid()


def test_empty_and_removed_lines_are_ignored(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [("", "", ""), (ROUTER, "1", "100"), (TABLET, "x", "")], **{"lines-2-DELETE": "on"})
    assert lines.is_valid(), lines.errors
    assert lines.entries() == (LineEntry(scene.products[ROUTER].pk, Decimal(1), Decimal(100)),)


@pytest.mark.parametrize(("currency", "price"), [("USD", "100"), ("EUR", "92.50")])
def test_an_empty_price_is_the_list_price_in_the_deals_currency(
    scene: Scene, pat: Actor, currency: str, price: str
) -> None:
    lines = lines_of(scene, pat, [(ROUTER, "2", ""), (ROUTER, "2", "7")], currency)
    assert lines.is_valid(), lines.errors
    assert [line.unit_price for line in lines.entries()] == [Decimal(price), 7]


def test_without_a_list_price_in_that_currency_one_is_asked_for(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [(TABLET, "2", ""), (TABLET, "2", "0")], "EUR")
    assert lines.errors[0] == {"unit_price": ["Type a price: Trolley Tablet has no list price in EUR."]}
    assert not lines.errors[1], "a gift is typed as 0"


def test_the_page_knows_the_prices_of_every_currency(
    scene: Scene, pat: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        lines = LineFormSet(prefix="lines", currency="EUR")
        listed = json.loads(lines.list_prices)
        assert lines.prices == listed["EUR"] == {scene.products[ROUTER].key: "92.5"}
        assert len(lines.empty_form.fields["product"].choices) == 4
    assert sorted(listed) == ["EUR", "USD"]
    assert set(listed["USD"].values()) == {"100", "40", "900"}


def test_numbers_are_written_and_read_in_the_readers_language(scene: Scene, pat: Actor) -> None:
    with translation.override("de"):
        lines = lines_of(scene, pat, [(ROUTER, "1,5", "1.234,50 €"), (ROUTER, "1", "92,5")], "EUR")
        assert lines.prices == {scene.products[ROUTER].key: "92,5"}
        assert lines.is_valid(), lines.errors
    assert [(line.quantity, line.unit_price) for line in lines.entries()] == [
        (Decimal("1.5"), Decimal("1234.50")), (1, Decimal("92.5")),
    ]  # fmt: skip


def test_as_many_lines_as_fit(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [(ROUTER, "1", "1")] * MAX_LINES)
    assert lines.is_valid(), lines.non_form_errors()
    assert len(lines.entries()) == MAX_LINES


@pytest.mark.parametrize("other", ["right", "wrong"])
def test_too_many_lines_are_counted_and_come_back(scene: Scene, pat: Actor, other: str) -> None:
    typed_lines = [(ROUTER, "1" if other == "right" else "x", "1")] * (MAX_LINES + 30)
    lines = lines_of(scene, pat, typed_lines, **{"lines-3-DELETE": "on"})
    assert not lines.is_valid()
    assert lines.non_form_errors() == ["There are 129 products here, and 100 fit. Remove 29 of them."]
    assert [form["product"].value() for form in lines.forms[:130]] == [scene.products[ROUTER].key] * 130


def test_more_lines_than_a_request_can_bring(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [], **{"lines-TOTAL_FORMS": "5000"})
    assert lines.non_form_errors() == ["An opportunity has at most 100 products. Remove some of them."]


def test_what_the_verb_refuses_stands_below_the_lines(scene: Scene, pat: Actor) -> None:
    lines = lines_of(scene, pat, [(ROUTER, "1", "1")])
    assert lines.is_valid()
    lines.refuse(["Line 1: no."])
    assert lines.non_form_errors() == ["Line 1: no."]
