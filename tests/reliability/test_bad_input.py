"""Bad input gets no error of the server: the form comes back with a message, a list falls back to what it knows."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.keyset import encode
from prm.core.rls import acting_as
from tests.reliability.entering import NEW, typed
from tests.world import World

pytestmark = pytest.mark.django_db

MY, ACCOUNTS = "/opportunities/", "/opportunities/new/accounts/"
FORM_URLENCODED = "application/x-www-form-urlencoded"
HALF_OF_TEST, HALF_OF_SOAK = 250, 5000

AWKWARD = [
    "", " ", "\x00", "a\x00b", "\ufffe", "\u202e", "🙂", "ﬀ", "1e400", "-1e400", "NaN", "-Infinity", "-1", "0", "1_000",
    "١٢", "½", "99999999999999", "100000000000000", "0.0001", "1.5", "1,5", "2020-01-01", "0000-00-00", "9999-12-31",
    "10000-01-01", "2027-02-30", "today", "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7 }}", "%s%n", "../..",
    "aaaaaaaaaa", "won", "any", "USD", "EUR", "XXX", "new", "web", "on", "-amount", "close_date", "a" * 10_001,
]  # fmt: skip
FIELDS = [
    "entry_key", "name", "account", "account_key", "use_account", "account_is_new", "contact", "email", "source",
    "type", "currency", "close_date", "help", "help_what", "help_due", "people", "next_step", "description", "again",
    "lines-TOTAL_FORMS", "lines-INITIAL_FORMS", "lines-0-product", "lines-0-quantity", "lines-0-unit_price",
    "lines-0-DELETE", "lines-1-product", "lines-1-quantity", "lines-1-unit_price",
]  # fmt: skip
FILTERS = ["search", "stage", "sort", "cursor", "typed", "page"]

NONSENSE = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=250),
    st.integers().map(str),
    st.decimals().map(str),
    st.dates().map(str),
    st.uuids().map(str),
)
CHANGES = st.dictionaries(
    st.one_of(st.sampled_from(FIELDS), st.text(min_size=1, max_size=20)),
    st.one_of(st.none(), NONSENSE, st.lists(NONSENSE, max_size=3)),
    min_size=1,
    max_size=6,
)
CURSORS = st.builds(encode, st.one_of(st.none(), NONSENSE), NONSENSE, backward=st.booleans())
ASKED = st.lists(
    st.tuples(st.one_of(st.sampled_from(FILTERS), st.text(max_size=20)), st.one_of(NONSENSE, CURSORS)), max_size=6
)


def generated(cases: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(max_examples=cases, suppress_health_check=list(HealthCheck), database=None)


def stored() -> int:
    with acting_as(SYSTEM):
        return int(Opportunity.objects.count())


def changed(right: dict[str, str], changes: dict[str, Any]) -> str:
    sent = {name: value for name, value in (right | changes).items() if value is not None}
    return urlencode(sent, doseq=True, errors="surrogatepass")


def submit_to_the_form(world: World, cases: int) -> int:
    """How many forms were sent: some rightly filled but for a few fields, some no form at all."""
    client, right, sent = world.client("pat"), typed(world, "Line 3", uuid.uuid4()), 0
    # Keys of others are worse than nonsense: they exist.
    foreign = st.sampled_from([world.other_account.key, world.olga.key, world.eve.key, world.account.key])
    with_foreign = st.dictionaries(st.sampled_from(["account_key", "use_account", "people"]), foreign, max_size=2)
    forms = st.builds(lambda changes, keys: changed(right, changes | keys), CHANGES, with_foreign)

    @generated(cases)
    @given(st.one_of(forms, forms, forms, st.binary(max_size=300)))
    def submit(body: str | bytes) -> None:
        nonlocal sent
        sent += 1
        with transaction.atomic():
            before = stored()
            judge_answer(client.post(NEW, body, content_type=FORM_URLENCODED), before)
            transaction.set_rollback(True)

    submit()
    return sent


def judge_answer(answer: Any, before: int) -> None:
    """Saved once and on its way to the opportunity, or nothing saved and the page says what to do."""
    if answer.status_code == 302:
        assert stored() == before + 1
        return
    assert answer.status_code in (400, 422)
    assert stored() == before
    if answer.status_code == 422:
        assert 'role="alert"' in answer.content.decode()


def ask_the_list(world: World, cases: int) -> int:
    """How many addresses were asked: filters, sorts, cursors and what nobody offers."""
    client, asked_for = world.client("pat"), 0

    @generated(cases)
    @given(st.sampled_from([MY, MY, MY, ACCOUNTS]), ASKED)
    def ask(address: str, asked: list[tuple[str, str]]) -> None:
        nonlocal asked_for
        asked_for += 1
        answer: Any = client.get(f"{address}?{urlencode(asked, errors='surrogatepass')}")
        assert answer.status_code == 200

    ask()
    return asked_for


def test_form(world: World) -> None:
    assert submit_to_the_form(world, HALF_OF_TEST) >= HALF_OF_TEST


def test_list(world: World) -> None:
    assert ask_the_list(world, HALF_OF_TEST) >= HALF_OF_TEST


@pytest.mark.soak
def test_form_at_length(world: World, record_property: Callable[[str, object], None]) -> None:
    cases = submit_to_the_form(world, HALF_OF_SOAK)
    record_property("input", {"subject": "Form *New opportunity*", "cases": cases})


@pytest.mark.soak
def test_list_at_length(world: World, record_property: Callable[[str, object], None]) -> None:
    cases = ask_the_list(world, HALF_OF_SOAK)
    record_property("input", {"subject": "Filters, sort and cursor of the list; account search", "cases": cases})
