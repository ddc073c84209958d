"""The page at `/`, through the middleware."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import TODAY, Scene

LATE = TODAY - timedelta(days=3)


def late(scene: Scene, many: int, who: str = "pat") -> list[Opportunity]:
    return [entered(scene, who, name=f"Late {number}", people=["bea"], close_date=LATE) for number in range(many)]


def test_each_line_opens_the_work_and_each_group_its_list(scene: Scene) -> None:
    deal = late(scene, 1)[0]
    page = scene.client("pat").get("/").content.decode()
    assert "1 thing waits for you" in page
    assert f'href="/opportunities/{deal.key}/"' in page
    assert 'href="/opportunities/?closes=overdue"' in page


@pytest.mark.parametrize("who", ["pat", "pam", "abe", "bea", "eve", "ada"])
def test_every_group_counts_what_its_list_shows(scene: Scene, who: str) -> None:
    late(scene, 6)
    late(scene, 2, "olga")
    entered(scene, "pia", name="Alone", close_date=LATE)
    entered(scene, "pat", name="Secret", close_date=LATE, restricted=True)
    entered(scene, "pam", name="Soon", people=["abe", "eve"], close_date=TODAY + timedelta(days=1))
    client = scene.client(who)
    groups = client.get("/").context["home"].groups
    assert groups
    for group in groups:
        listing = client.get(group.url).context["listing"]
        assert (group.extract.count, listing.totals.hidden) == (listing.totals.count, 0)
        assert [line.key for line in group.extract.lines] == [row.key for row in listing.page.rows[:5]]


def test_six_are_counted_and_five_shown(scene: Scene) -> None:
    late(scene, 6)
    response = scene.client("pat").get("/")
    group = response.context["home"].groups[0]
    assert (group.count, len(group.extract.lines)) == ("6", 5)
    assert "Open all 6" in read(response).text


@pytest.mark.parametrize(("who", "offered"), [("pat", True), ("abe", True), ("ada", True), ("eve", False)])
def test_a_quiet_day_offers_a_new_opportunity_to_who_may_enter_one(scene: Scene, who: str, offered: bool) -> None:
    page = scene.client(who).get("/").content.decode()
    assert "A quiet day" in page
    assert ('href="/opportunities/new/"' in page.split("<main")[1]) is offered


def test_nothing_of_another_partner_is_there(scene: Scene) -> None:
    late(scene, 2)
    page = scene.client("olga").get("/").content.decode()
    assert "Late" not in page
    assert "A quiet day" in page


def test_what_was_entered_in_error_waits_for_nobody(scene: Scene) -> None:
    deal = late(scene, 1)[0]
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(entered_in_error=True)
    assert scene.client("pat").get("/").context["home"].groups == ()


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back() -> None:
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/")
