"""A contact follows what its opportunities are, whatever happens to them; who sees it follows from that."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest

from opportunities.editing.actions import restrict
from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import Opportunity
from opportunities.sharing import share_contacts
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Contact
from tests.opportunities.entering import entered, seen
from tests.opportunities.pages import read
from tests.opportunities.scene import CARDINAL, GANTRY, PEOPLE, Scene

OF_CARDINAL = {name for name, (company, _) in PEOPLE.items() if company == CARDINAL}
OF_GANTRY = {name for name, (company, _) in PEOPLE.items() if company == GANTRY}
# Entered open or restricted, then marked otherwise any number of times.
WAYS = [first + then for first in ((True,), (False,)) for then in ((), (True,), (False,), (True, False), (False, True))]


def contact() -> Contact:
    with acting_as(SYSTEM):
        return Contact.objects.get(name="Zoë Ruiz")


def seen_by(scene: Scene) -> set[str]:
    """Everybody to whom both locks together show the contact."""
    found = set()
    for who in PEOPLE:
        actor = scene.actor(who)
        with acting_as(actor):
            if Contact.objects.visible_to(actor).filter(name="Zoë Ruiz").exists():
                found.add(who)
    return found


def deal_with(scene: Scene, *, restricted: bool, people: Sequence[str] = (), account: int | None = None) -> Opportunity:
    known = NewAccount("Ashgrove") if account is None else account
    return entered(scene, "pat", account=known, contact=NewContact("Zoë Ruiz"), people=people, restricted=restricted)


def mark(scene: Scene, deal: Opportunity, *, restricted: bool, who: str = "pat") -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        restrict(seen(deal, actor), actor=actor, restricted=restricted)


@pytest.mark.parametrize("way", WAYS)
def test_who_sees_it_follows_the_last_mark(scene: Scene, way: tuple[bool, ...]) -> None:
    deal = deal_with(scene, restricted=way[0], people=("abe",))
    for restricted in way[1:]:
        mark(scene, deal, restricted=restricted)
    # Summit's managers stand above Cardinal; Ada may open the deal, where her reading is recorded.
    everybody = OF_CARDINAL | OF_GANTRY | {"dana"}
    assert seen_by(scene) == (OF_CARDINAL | {"abe"} if way[-1] else everybody)


@pytest.mark.parametrize(("first", "second"), [*product((True, False), repeat=2)])
def test_one_unrestricted_opportunity_is_enough(scene: Scene, first: bool, second: bool) -> None:
    deal = deal_with(scene, restricted=first)
    deal_with(scene, restricted=second, account=deal.account_id)
    assert ("bea" in seen_by(scene)) is not (first and second)


def test_it_falls_back_with_the_last_unrestricted_one_and_comes_back(scene: Scene) -> None:
    deal = deal_with(scene, restricted=False)
    other = deal_with(scene, restricted=False, account=deal.account_id)
    for marked, restricted, sees in ((deal, True, True), (other, True, False), (deal, False, True)):
        mark(scene, marked, restricted=restricted)
        assert ("bea" in seen_by(scene)) is sees


def test_an_administrator_who_restricts_does_so_to_the_contact(scene: Scene) -> None:
    deal = deal_with(scene, restricted=False)
    mark(scene, deal, restricted=True, who="ada")
    assert seen_by(scene) == OF_CARDINAL
    mark(scene, deal, restricted=False, who="ada")
    assert "ada" in seen_by(scene)


def test_taken_off_it_stays_known_to_whom_it_was_known(scene: Scene) -> None:
    for restricted, after in ((False, True), (True, False)):
        deal = deal_with(scene, restricted=restricted, account=None)
        with acting_as(SYSTEM):
            Opportunity.objects.filter(pk=deal.pk).update(contact=None)
            share_contacts([deal.contact_id])
            assert Contact.objects.get(pk=deal.contact_id).shared is after


def test_pages_search_and_pickers_agree(scene: Scene) -> None:
    """Abe is on the team, Eve reads all that is not restricted."""
    deal = deal_with(scene, restricted=True, people=("abe",))
    account = f"/accounts/{account_key(deal)}/"
    for who, sees in (("abe", True), ("pat", True), ("eve", False), ("bea", False), ("ada", False)):
        client = scene.client(who)
        assert ("Zoë Ruiz" in read(client.get(account)).text) is sees, who
        assert ("Zoë Ruiz" in read(client.get("/search/?q=zoe")).text) is sees, who
    assert "Zoë Ruiz" in read(scene.client("abe").get(f"/opportunities/{deal.key}/")).text


def test_whoever_opens_the_deal_reads_and_keeps_its_contact(scene: Scene) -> None:
    deal = deal_with(scene, restricted=True)
    client = scene.client("ada")
    client.post(f"/opportunities/{deal.key}/open/")
    page = read(client.get(f"/opportunities/{deal.key}/edit/"))
    assert page.fields["contact"] == [contact().key]


def account_key(deal: Opportunity) -> str:
    with acting_as(SYSTEM):
        account = Opportunity.objects.select_related("account").get(pk=deal.pk).account
    assert account
    return account.key
