from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from opportunities.entry.forms import EnterForm, bound, unbound
from opportunities.entry.line_forms import BaseLines
from opportunities.entry.records import HelpEntry, LineEntry, NewContact
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, AccountPartner
from tests.opportunities.entering import typed
from tests.opportunities.scene import CARDINAL, ROUTER, TABLET, TODAY, Scene


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
        ({"help": ["luck"]}, "help", "“luck” is not among the choices. Choose one of them."),
    ],
)
def test_what_belongs_together(scene: Scene, pat: Actor, changes: dict[str, Any], field: str, message: str) -> None:
    form, _ = forms(typed(scene, **changes), pat)
    assert list(form.errors) == [field]
    assert message in form.errors[field][0]


@pytest.mark.parametrize(
    ("typed_currency", "listed_in"), [("USD", "USD"), ("EUR", "EUR"), ("XXX", "USD"), (None, "USD")]
)
def test_the_lines_are_priced_in_the_currency_typed(
    scene: Scene, pat: Actor, typed_currency: str | None, listed_in: str
) -> None:
    _, lines = forms(typed(scene, currency=typed_currency), pat)
    assert lines.currency == listed_in


@pytest.mark.parametrize("field", ["account_key", "use_account"])
def test_an_account_whose_link_was_lost_is_refused_at_its_field(scene: Scene, field: str) -> None:
    with acting_as(SYSTEM):
        account = enter_account(
            Account(name="Ashgrove Steel"), actor=SYSTEM, partner_id=scene.organizations[CARDINAL].pk
        )
    actor = scene.actor("pat")
    with acting_as(actor):
        assert forms(typed(scene, **{field: account.key}), actor)[0].is_valid()
    with acting_as(SYSTEM):
        AccountPartner.objects.all().delete()
    with acting_as(actor):
        form, _ = forms(typed(scene, **{field: account.key}), actor)
        assert form.errors == {"account": ["This account is not among yours. Choose one of the list or add a new one."]}
