from __future__ import annotations

import pytest

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, Scene

MARKS = ("restrict", "lock", "unlock", "entered-in-error", "not-in-error")
MAY = {
    "restrict": {"pat", "pam", "ada"},
    "lock": {"bea", "cem", "ada"},
    "unlock": {"bea", "cem", "ada"},
    "entered-in-error": {"pat", "pam", "ada", "bea", "cem"},
    "not-in-error": {"pat", "pam", "ada", "bea", "cem"},
}


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"])


def page_of(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, *more, ""])


def stored(deal: Opportunity) -> Opportunity:
    with acting_as(SYSTEM):
        found: Opportunity = Opportunity.objects.get(pk=deal.pk)
        return found


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("mark", MARKS)
def test_who_marks(scene: Scene, deal: Opportunity, mark: str, who: str) -> None:
    client = scene.client(who)
    sees = client.get(page_of(deal)).status_code == 200
    status = client.post(page_of(deal, mark), {"reason": "Because"}).status_code
    assert status == (302 if who in MAY[mark] else 403 if sees else 404)


def test_what_is_offered_is_what_works(scene: Scene, deal: Opportunity) -> None:
    for who in ("pat", "pam", "abe", "bea", "ada", "eve"):
        html = scene.client(who).get(page_of(deal)).content.decode()
        for mark in ("restrict", "lock", "entered-in-error"):
            assert (page_of(deal, mark) in html) == (who in MAY[mark]), (who, mark)


def test_restricted_and_open_again(scene: Scene, deal: Opportunity) -> None:
    scene.client("pat").post(page_of(deal, "restrict"))
    assert scene.client("bea").get(page_of(deal)).status_code == 404
    page = read(scene.client("abe").get(page_of(deal)))
    assert "Restricted: only the team" in page.text
    scene.client("pat").post(page_of(deal, "restrict"), {"open": "1"})
    assert scene.client("bea").get(page_of(deal)).status_code == 200


def test_locked_with_its_reason(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("bea").post(page_of(deal, "lock"), {"reason": ""}).status_code == 422
    page = read(scene.client("bea").post(page_of(deal, "lock"), {"reason": "Key customer"}, follow=True))
    assert "so rules add nobody: Key customer" in page.text
    scene.client("bea").post(page_of(deal, "unlock"))
    assert (stored(deal).assignment_locked, stored(deal).lock_reason) == (False, "")
    text = read(scene.client("pat").get(page_of(deal, "history"))).text
    assert "locked assignment: Key customer" in text


def test_entered_in_error_and_back(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("pat")
    client.post(page_of(deal, "entered-in-error"), {"reason": "Twice"})
    page = read(client.get(page_of(deal)))
    assert "it counts in no figure" in page.text
    assert client.get(page_of(deal, "edit")).status_code == 403
    assert client.get(page_of(deal, "team", "add")).status_code == 403
    assert client.post(page_of(deal, "stage"), {"stage": "proposal", "version": "2"}).status_code == 403
    client.post(page_of(deal, "not-in-error"))
    assert not stored(deal).entered_in_error


def test_twice_is_a_friendly_no_op(scene: Scene, deal: Opportunity) -> None:
    for _ in range(2):
        assert scene.client("pat").post(page_of(deal, "restrict")).status_code == 302
    assert stored(deal).version == 2
