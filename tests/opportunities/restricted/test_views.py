from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assignment.models import AssignmentRun
from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene

TOLD = "opened this restricted opportunity"
NEW_ACCOUNT, CONTACT = NewAccount("Ashgrove Steel"), NewContact("Quillon Xanthe", "quillon@ashgrove.example")


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"], name="Quiet deal", restricted=True)


def page_of(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, *more, ""])


def readings() -> int:
    with acting_as(SYSTEM):
        return OpportunityHistory.objects.filter(verb="restricted.opened").count()


@pytest.mark.parametrize("tab", [(), ("history",), ("revenue",), ("edit",), ("team", "add"), ("next-step",)])
def test_an_administrator_is_told_first_and_gets_the_page_that_was_wanted(
    scene: Scene, deal: Opportunity, tab: tuple[str, ...]
) -> None:
    client, wanted = scene.client("ada"), f"{page_of(deal, *tab)}?a=1"
    told = read(client.get(wanted, follow=True))
    assert "That you read it is recorded and shown in its history." in told.text
    assert readings() == 0
    assert client.post(page_of(deal, "open"), {"wanted": told.fields["wanted"][0]})["Location"] == wanted
    assert client.get(wanted).status_code == 200
    assert readings() == 1


def test_the_team_reads_who_opened_it(scene: Scene, deal: Opportunity) -> None:
    scene.client("ada").post(page_of(deal, "open"))
    for who in ("pat", "abe", "pam"):
        text = read(scene.client(who).get(page_of(deal, "history"))).text
        assert f"Ada Whitfield Gantry {TOLD}" in text


def test_pressed_twice_is_one_reading_and_it_ends(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("ada")
    for _ in range(2):
        assert client.post(page_of(deal, "open"))["Location"] == page_of(deal)
    assert client.get(page_of(deal, "open"))["Location"] == page_of(deal)
    assert readings() == 1
    with acting_as(SYSTEM):
        before = timezone.now() - timedelta(hours=8, minutes=1)
        OpportunityHistory.objects.filter(verb="restricted.opened").update(at=before)
    assert client.get(page_of(deal)).status_code == 302
    client.post(page_of(deal, "open"))
    assert readings() == 2


def test_nothing_is_written_before(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("ada")
    for what in ({"mark": "restrict", "open": "1"}, {"mark": "lock", "reason": "Mine"}):
        answer = client.post(page_of(deal, what["mark"]), what)
        assert answer["Location"] == page_of(deal, "open")
    with acting_as(SYSTEM):
        stored = Opportunity.objects.get(pk=deal.pk)
    assert (stored.restricted, stored.assignment_locked) == (True, False)


def test_parts_of_a_page_lead_there_too(scene: Scene, deal: Opportunity) -> None:
    answer = scene.client("ada").get(page_of(deal, "team", "people"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == page_of(deal, "open")


def test_neither_a_copy_nor_a_run_is_a_way_around(scene: Scene, deal: Opportunity) -> None:
    run_rules()
    with acting_as(SYSTEM):
        run = AssignmentRun.objects.get(opportunity=deal).key
    for address in (f"/opportunities/new/?copy={deal.key}", reverse("assignment:run", args=[run])):
        answer = scene.client("ada").get(address)
        assert answer["Location"].startswith(page_of(deal, "open"))


def test_on_the_team_or_with_an_open_one_nothing_is_asked(scene: Scene) -> None:
    own = entered(scene, "ada", restricted=True)
    opened = entered(scene, "pat")
    for deal in (own, opened):
        assert scene.client("ada").get(page_of(deal)).status_code == 200
        assert scene.client("ada").post(page_of(deal, "open"))["Location"] == page_of(deal)
    assert readings() == 0


@pytest.mark.parametrize("wanted", ["//elsewhere.example/", "https://elsewhere.example", "javascript:1", "\\\\x", ""])
def test_it_leads_nowhere_else(scene: Scene, deal: Opportunity, wanted: str) -> None:
    answer = scene.client("ada").post(page_of(deal, "open"), {"wanted": wanted})
    assert answer["Location"] == page_of(deal)


def test_who_else_sees_it_has_nothing_to_record(scene: Scene, deal: Opportunity) -> None:
    statuses = {who: scene.client(who).post(page_of(deal, "open")).status_code for who in ("pat", "pam", "bea", "olga")}
    assert statuses == {"pat": 403, "pam": 403, "bea": 404, "olga": 404}
    assert readings() == 0


def test_what_asking_costs(scene: Scene, deal: Opportunity) -> None:
    client, counts = scene.client("ada"), []
    client.post(page_of(deal, "open"))
    for restricted in (True, False):
        with acting_as(SYSTEM):
            Opportunity.objects.filter(pk=deal.pk).update(restricted=restricted)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(deal))
        counts.append(len(queries))
    assert counts[0] - counts[1] == 1


def test_django_admin_shows_no_run_of_it(scene: Scene, deal: Opportunity) -> None:
    other = entered(scene, "pat", name="Open deal")
    run_rules()
    with acting_as(SYSTEM):
        runs = {run.opportunity_id: run.pk for run in AssignmentRun.objects.all()}
    client = scene.client("ada")
    assert client.get(f"/admin/assignment/assignmentrun/{runs[other.pk]}/change/").status_code == 200
    assert client.get(f"/admin/assignment/assignmentrun/{runs[deal.pk]}/change/").status_code == 302
    assert "Quiet deal" not in client.get("/admin/assignment/assignmentrun/").content.decode()


@pytest.mark.parametrize(
    ("who", "finds"), [("ada", False), ("pat", True), ("pam", True), ("abe", True), ("eve", False)]
)
@pytest.mark.parametrize(
    "address", ["/search/?q={}", "/opportunities/?stage=any&search={}", "/opportunities/all/?stage=any&search={}"]
)
def test_nobody_beside_the_team_finds_it_by_its_contact(scene: Scene, who: str, finds: bool, address: str) -> None:
    entered(scene, "pat", people=["abe"], name="Quiet deal", restricted=True, account=NEW_ACCOUNT, contact=CONTACT)
    client = scene.client(who)
    by_contact, by_name = (client.get(address.format(text)) for text in ("Quillon", "Quiet"))
    if by_name.status_code == 403:
        assert who in ("pat", "abe")
        return
    on_this_list = who in ("pat", "abe") or not address.startswith("/opportunities/?")
    assert ("Quiet deal" in read(by_contact).text) is (finds and on_this_list)
    assert ("Quiet deal" in read(by_name).text) is (who != "eve" and on_this_list)
