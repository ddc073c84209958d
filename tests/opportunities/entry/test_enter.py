"""Bad input to the page that enters an opportunity: the form again with all that was typed, and nothing saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.entry import views
from opportunities.models import Opportunity
from prm.catalog.actions import save_to_catalog
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.actions import save_person
from prm.directory.models import Account, AccountPartner, Contact
from tests.opportunities.entering import LONG, typed
from tests.opportunities.pages import Page, read, still_typed
from tests.opportunities.scene import CARDINAL, HARBORLINE, MODEM, ROUTER, TABLET, TODAY, Scene

NEW = "/opportunities/new/"


def stored() -> list[int]:
    with acting_as(SYSTEM):
        return [model.objects.count() for model in (Opportunity, Account, AccountPartner, Contact, OutboxEvent)]


BAD = [
    ({"name": ""}, "name", "This is needed. Fill it in."),
    ({"name": "  "}, "name", "This is needed. Fill it in."),
    ({"name": "n" * 201}, "name", "the most are 200"),
    ({"name": "a\x00b"}, "name", "It holds a character that cannot be stored. Type it again."),
    ({"account": ""}, "account", "This is needed. Fill it in."),
    ({"account": "a\x00b"}, "account", "It holds a character that cannot be stored. Type it again."),
    ({"email": "no address"}, "email", "This is not an e-mail address. Write it like name@company.com."),
    ({"source": None}, "source", "This is needed. Fill it in."),
    ({"source": "luck"}, "source", "not among the choices"),
    ({"type": "gift"}, "type", "not among the choices"),
    ({"currency": "XXX"}, "currency", "not among the choices"),
    ({"currency": "GBP"}, "currency", "There is no exchange rate of GBP"),
    ({"close_date": ""}, "close_date", "This is needed. Fill it in."),
    ({"close_date": "soon"}, "close_date", "This is not a date. Write it like 2026-09-30."),
    ({"close_date": "2026-02-30"}, "close_date", "This is not a date. Write it like 2026-09-30."),
    ({"close_date": str(TODAY - timedelta(days=1))}, "close_date", "is in the past. Choose today or a later day."),
    ({"close_date": str(TODAY + timedelta(days=3654))}, "close_date", "is more than 10 years ahead."),
    ({"help_due": "soon"}, "help_due", "This is not a date. Write it like 2026-09-30."),
    ({"people": ["nosuchkey1"]}, "people", "Somebody chosen is not among the people you may add."),
    ({"people": ["a\x00b"]}, "people", "It holds a character that cannot be stored. Type it again."),
    ({"description": "x" * 10_001}, "description", "the most are 10000"),
    ({"next_step": "x" * 201}, "next_step", "the most are 200"),
]
BAD_LINES = [
    ((ROUTER, "2", "-0.01"), "unit_price", "A price is 0 or more."),
    ((ROUTER, "2", "100000000000000"), "unit_price", "An amount has at most 14 digits before the point."),
    ((ROUTER, "2", "dear"), "unit_price", "This is not a number. Write it in digits."),
    ((ROUTER, "0", "5"), "quantity", "A quantity is above 0."),
    ((ROUTER, "few", "5"), "quantity", "This is not a number. Write it in digits."),
    ((MODEM, "2", "5"), "product", "Old Modem is no longer on sale. Choose another one."),
    (("nosuchkey1", "2", "5"), "product", "This product is not on sale. Choose one of the list."),
    (("a\x00b", "2", "5"), "product", "This product is not on sale. Choose one of the list."),
    (("", "2", "5"), "product", "Choose the product of this line, or empty the line."),
]
# What cannot stand in the page again: options that are none, and text that a browser never sends.
GONE = ("source", "type", "currency", "people")


def refused(client: Client, fields: dict[str, Any], gone: str = "") -> Page:
    """The page of a refused form, with nothing saved and everything typed still there."""
    before = stored()
    response = client.post(NEW, fields)
    assert response.status_code == 422
    assert stored() == before
    page = read(response)
    still_typed(page, {name: value for name, value in fields.items() if name != gone and "\x00" not in value})
    return page


@pytest.mark.parametrize(("changes", "field", "message"), BAD)
def test_bad_input(scene: Scene, changes: dict[str, Any], field: str, message: str) -> None:
    fields = typed(scene, lines=[(ROUTER, "2", "100")], **LONG | changes)
    page = refused(scene.client("pat"), fields, field if field in GONE and changes != {"currency": "GBP"} else "")
    assert list(page.errors) == [f"id_{field}"]
    assert message in page.errors[f"id_{field}"]


@pytest.mark.parametrize(("line", "field", "message"), BAD_LINES)
def test_bad_lines(scene: Scene, line: tuple[str, str, str], field: str, message: str) -> None:
    fields = typed(scene, lines=[(ROUTER, "1", "7"), line], **LONG)
    page = refused(scene.client("pat"), fields, "lines-1-product" if line[0] == "nosuchkey1" else "")
    assert list(page.errors) == [f"id_lines-1-{field}"]
    assert message in page.errors[f"id_lines-1-{field}"]


def test_a_price_is_asked_for_where_the_currency_has_no_list_price(scene: Scene) -> None:
    fields = typed(scene, currency="EUR", lines=[(ROUTER, "1", "7"), (ROUTER, "2", "")], **LONG)
    page = refused(scene.client("pat"), fields)
    assert page.errors == {"id_lines-1-unit_price": "Type a price: Mast Router has no list price in EUR."}


def test_more_lines_than_fit_all_come_back(scene: Scene) -> None:
    page = refused(scene.client("pat"), typed(scene, lines=[(ROUTER, "2", "9")] * 130, **LONG))
    assert "There are 130 products here, and 100 fit. Remove 30 of them." in page.text


def test_lines_that_add_up_to_too_much(scene: Scene) -> None:
    page = refused(scene.client("pat"), typed(scene, lines=[(ROUTER, "9", "90000000000000")], **LONG))
    assert "The lines add up to more than 14 digits. Check quantities and prices." in page.text


@pytest.mark.parametrize("changes", [{"entry_key": "no key"}, {"entry_key": ""}, {"lines-TOTAL_FORMS": "many"}])
def test_what_no_browser_sends_is_refused_too(scene: Scene, changes: dict[str, str]) -> None:
    before = stored()
    assert scene.client("pat").post(NEW, typed(scene, **changes)).status_code == 422
    assert stored() == before


@pytest.mark.parametrize("field", ["account_key", "use_account"])
@pytest.mark.parametrize("case", ["of another partner", "unknown"])
def test_a_foreign_account_is_refused_like_one_that_is_not_there(scene: Scene, field: str, case: str) -> None:
    with acting_as(SYSTEM):
        harborline = scene.organizations[HARBORLINE].pk
        foreign = enter_account(Account(name="Ashgrove Steel"), actor=SYSTEM, partner_id=harborline)
    key = foreign.key if case == "of another partner" else "aaaaaaaaaa"
    fields = typed(scene, **{"account": "Ashgrove Steel", field: key} | LONG)
    page = refused(scene.client("pat"), fields, field)
    assert page.errors == {"id_account": "This account is not among yours. Choose one of the list or add a new one."}


@pytest.mark.parametrize("key", ["a\x00b", "x" * 300])
def test_a_malformed_key_of_an_account(scene: Scene, key: str) -> None:
    before = stored()
    for field in ("account_key", "use_account"):
        assert scene.client("pat").post(NEW, typed(scene, **{field: key})).status_code == 422
    assert stored() == before


def test_a_person_of_another_partner_is_refused_like_one_that_is_not_there(scene: Scene) -> None:
    page = refused(scene.client("pat"), typed(scene, people=["olga"], **LONG), "people")
    assert page.errors == {"id_people": "Somebody chosen is not among the people you may add. Choose from the list."}


def leaves(scene: Scene) -> None:
    scene.people["pia"].active = False
    save_person(scene.people["pia"], actor=SYSTEM)


def withdrawn(scene: Scene) -> None:
    scene.products[ROUTER].active = False
    save_to_catalog(scene.products[ROUTER], actor=SYSTEM)


def link_lost(scene: Scene) -> None:
    AccountPartner.objects.all().delete()


GOES: list[tuple[Callable[[Scene], None], str, str, str]] = [
    (leaves, "people", "people", "Somebody chosen is not among the people you may add. Choose from the list."),
    (withdrawn, "lines-1-product", "", "Mast Router is no longer on sale. Choose another one."),
    (link_lost, "account", "account_key", "This account is not among yours. Choose one of the list or add a new one."),
]


@pytest.mark.parametrize("when", ["before it is sent", "while it is checked"])
@pytest.mark.parametrize(("goes", "field", "gone", "message"), GOES)
def test_what_goes_after_the_form_was_shown_is_said_at_its_field(
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    goes: Callable[[Scene], None],
    field: str,
    gone: str,
    message: str,
    when: str,
) -> None:
    """Checked already, it goes before the verb looks: the verb says so."""
    with acting_as(SYSTEM):
        known = Account(name="Ashgrove Steel")
        enter_account(known, actor=SYSTEM, partner_id=scene.organizations[CARDINAL].pk)
    lines = [(TABLET, "1", "9"), (ROUTER, "2", "9")]
    fields = typed(scene, account_key=known.key, lines=lines, people=["pia", "bea"], **LONG)
    original = views._account

    def slow_account(*arguments: Any) -> Any:
        found = original(*arguments)
        with acting_as(SYSTEM):
            goes(scene)
        return found

    if when == "while it is checked":
        monkeypatch.setattr(views, "_account", slow_account)
    else:
        with acting_as(SYSTEM):
            goes(scene)
    response = scene.client("pat").post(NEW, fields)
    page = read(response)
    assert response.status_code == 422
    if field.startswith("lines") and when == "while it is checked":
        assert "Line 2: this product is no longer on sale. Choose another one." in page.text
    else:
        assert page.errors == {f"id_{field}": message}
    still_typed(page, {name: value for name, value in fields.items() if name != gone})
    with acting_as(SYSTEM):
        assert not Opportunity.objects.exists()


AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.mark.parametrize(
    ("zone", "today_in", "status"), [(AHEAD, AHEAD, 302), (AHEAD, BEHIND, 422), (BEHIND, BEHIND, 302)]
)
def test_today_is_the_writers(scene: Scene, zone: str, today_in: str, status: int) -> None:
    """The two zones are never on the same day."""
    with acting_as(SYSTEM):
        scene.people["pat"].time_zone = zone
        save_person(scene.people["pat"], actor=SYSTEM)
    day = timezone.localdate(timezone=ZoneInfo(today_in))
    assert scene.client("pat").post(NEW, typed(scene, close_date=str(day))).status_code == status


# Anything for any field: right, nearly right, and what only a machine sends.
NEARLY = ["", "0", "-1", "1e9", "NaN", "sNaN", "1e999999", "9" * 400, "\x00", "2026-02-30", "0001-01-01", "٣", "€1"]
ODD = st.text(max_size=30) | st.sampled_from(NEARLY)
FIELDS = (
    *(*LONG, "entry_key", "name", "account", "account_key", "use_account", "account_is_new", "close_date", "currency"),
    *("people", "help_due", "again", "lines-TOTAL_FORMS", "lines-INITIAL_FORMS", "lines-0-DELETE"),
    *(f"lines-{number}-{field}" for number in (0, 1) for field in ("product", "quantity", "unit_price")),
)
CHANGES = st.dictionaries(st.sampled_from(FIELDS), st.none() | ODD, max_size=5)


@pytest.mark.parametrize("part", [1, 2])
def test_no_form_breaks_the_page(scene: Scene, part: int) -> None:
    """In parts, which may run beside each other."""
    client = scene.client("pat")
    client.raise_request_exception = False
    right = typed(scene, lines=[(ROUTER, "2", "9")])

    @settings(max_examples=75, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def submit(changes: dict[str, str | None]) -> None:
        sent = {name: value for name, value in (right | changes).items() if value is not None}
        with transaction.atomic():
            assert client.post(NEW, sent).status_code in (302, 422)
            transaction.set_rollback(True)

    submit()
