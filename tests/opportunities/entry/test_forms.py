from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from opportunities.entry.forms import MAX_LINES, BaseLines, EnterForm, bound, unbound
from opportunities.entry.records import HelpEntry, LineEntry, NewContact
from prm.core.actor import Actor
from prm.core.rls import acting_as
from tests.opportunities.entering import typed
from tests.opportunities.scene import MODEM, ROUTER, TABLET, TODAY, Scene


@pytest.fixture
def pat(scene: Scene) -> Iterator[Actor]:
    """The test acts as Pat."""
    actor = scene.actor("pat")
    with acting_as(actor):
        yield actor


def forms(fields: dict[str, Any], actor: Actor) -> tuple[EnterForm, BaseLines]:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return bound(data, actor, "USD")


def test_a_new_form_offers_what_is_in_use(scene: Scene, pat: Actor) -> None:
    form, lines = unbound(pat, "USD")
    assert isinstance(form.initial["entry_key"], uuid.UUID)
    assert form.initial["entry_key"] != unbound(pat, "USD")[0].initial["entry_key"]
    assert [code for code, _ in form.fields["currency"].choices] == ["USD", "EUR", "GBP", "JPY", "KWD"]  # type: ignore[attr-defined]
    assert [product.name for product in lines.products.values()] == ["Cage Server", "Mast Router", "Trolley Tablet"]
    assert lines.prices[scene.products[ROUTER].key] == "100"


def test_what_was_typed_becomes_an_entry(scene: Scene, pat: Actor) -> None:
    day = TODAY + timedelta(days=9)
    help_asked = {"help": ["pricing", "reference"], "help_what": "For 500 seats", "help_due": str(day)}
    words = {"contact": "Zoë", "email": "z@a.example", "next_step": "Call", "description": "All"}
    priced = [(ROUTER, "2", "1,234.50"), (TABLET, "", "40")]
    form, lines = forms(typed(scene, lines=priced, people=["bea"], **help_asked, **words), pat)
    assert (form.is_valid(), lines.is_valid()) == (True, True), (form.errors, lines.errors)
    entry = form.entry(7, lines.entries(), None)
    assert (entry.partner_id, entry.person_id, entry.account) == (pat.organization_id, pat.person_id, 7)
    assert entry.lines == (
        LineEntry(scene.products[ROUTER].pk, Decimal(2), Decimal("1234.50")),
        LineEntry(scene.products[TABLET].pk, Decimal(1), Decimal(40)),
    )
    assert entry.help == (HelpEntry("pricing", "For 500 seats", day), HelpEntry("reference", "For 500 seats", day))
    assert (entry.contact, entry.people) == (NewContact("Zoë", "z@a.example"), (scene.people["bea"].pk,))
    assert (entry.next_step, entry.description, entry.source, entry.type) == ("Call", "All", "trade_show", "new")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"email": "z@a.example"}, "contact", "Say whose address this is."),
        ({"help_what": "500 seats"}, "help", "Choose the kind of help, so that the right person is found."),
        ({"help_due": str(TODAY)}, "help", "Choose the kind of help, so that the right person is found."),
        ({"help": ["pricing"], "help_due": "2020-01-01"}, "help_due", "Jan 1, 2020 is in the past."),
        ({"help": ["luck"]}, "help", "Select a valid choice. luck is not one of the available choices."),
    ],
)
def test_what_belongs_together(scene: Scene, pat: Actor, changes: dict[str, Any], field: str, message: str) -> None:
    form, _ = forms(typed(scene, **changes), pat)
    assert list(form.errors) == [field]
    assert message in form.errors[field][0]


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        (("", "3", ""), "product", "Choose the product of this line, or empty the line."),
        (("", "", "5"), "product", "Choose the product of this line, or empty the line."),
        ((ROUTER, "0", "5"), "quantity", "A quantity is above 0."),
        ((ROUTER, "-2", "5"), "quantity", "A quantity is above 0."),
        ((ROUTER, "many", "5"), "quantity", "Enter a number."),
        ((ROUTER, "1e400", "5"), "quantity", "Ensure that there are no more than 12 digits in total."),
        ((ROUTER, "1", ""), "unit_price", "Type a price. This product has no list price in every currency."),
        ((ROUTER, "1", "-1"), "unit_price", "A price is 0 or more."),
        ((ROUTER, "1", "NaN"), "unit_price", "Enter a number."),
        ((ROUTER, "1", "100000000000000"), "unit_price", "An amount has at most 14 digits before the point."),
        ((ROUTER, "1", "1.2345"), "unit_price", "Ensure that there are no more than 3 decimal places."),
        (("nosuchkey1", "1", "5"), "product", "This product is not on sale. Choose one of the list."),
        ((MODEM, "1", "5"), "product", "This product is not on sale. Choose one of the list."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_its_field(
    scene: Scene, pat: Actor, line: tuple[str, str, str], field: str, message: str
) -> None:
    _, lines = forms(typed(scene, lines=[(TABLET, "1", "40"), line]), pat)
    assert not lines.is_valid()
    assert [list(errors) for errors in lines.errors] == [[], [field], []]
    assert message in lines.errors[1][field][0]


def test_empty_and_removed_lines_are_ignored(scene: Scene, pat: Actor) -> None:
    fields = typed(scene, lines=[("", "", ""), (ROUTER, "1", "100"), (TABLET, "x", "")]) | {"lines-2-DELETE": "on"}
    _, lines = forms(fields, pat)
    assert lines.is_valid(), lines.errors
    assert lines.entries() == (LineEntry(scene.products[ROUTER].pk, Decimal(1), Decimal(100)),)


def test_there_is_a_most_lines(scene: Scene, pat: Actor) -> None:
    _, lines = forms(typed(scene, lines=[(ROUTER, "1", "1")] * (MAX_LINES + 1)), pat)
    assert not lines.is_valid()
    assert "at most 100 forms" in str(lines.non_form_errors())


def test_numbers_are_typed_as_the_reader_writes_them(scene: Scene, pat: Actor) -> None:
    with translation.override("de"):
        _, lines = forms(typed(scene, lines=[(ROUTER, "1,5", "1.234,50 €")]), pat)
        assert lines.is_valid(), lines.errors
        assert lines.entries()[0].unit_price == Decimal("1234.50")
        assert lines.entries()[0].quantity == Decimal("1.5")
