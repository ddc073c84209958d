"""The page of one's own settings, and that what is set there holds on every page."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.cast import World

PAGE = "/settings/"
TYPED = {
    "name": "Pat Moreau",
    "job_title": "",
    "phone": "",
    "language": "en",
    "time_zone": "America/New_York",
    "theme": "device",
    "density": "dense",
}


def send(world: World, who: str = "pat", **typed: str) -> HttpResponse:
    return world.client(who).post(PAGE, TYPED | typed)


def html_element(page: HttpResponse) -> str:
    found = re.search(r"<html[^>]*>", page.content.decode())
    assert found
    return found[0]


def stored(world: World, who: str) -> Person:
    with acting_as(SYSTEM):
        return Person.objects.get(pk=world.people[who].pk)


@pytest.mark.parametrize("who", ["pat", "pam", "abe", "bea", "eve", "ada"])
def test_everybody_finds_their_own_in_the_account_menu(world: World, who: str) -> None:
    page = world.client(who).get(PAGE)
    assert page.status_code == 200
    assert f'<a href="{reverse("save_preferences")}">' in page.content.decode()
    assert f'value="{world.people[who].name}"' in page.content.decode()
    assert ("/workload/" in page.content.decode().split("<main")[1]) == (who not in ("pat", "pam"))


def test_nobody_is_sent_to_the_sign_in(world: World) -> None:
    assert Client().get(PAGE)["Location"].startswith("/sign-in/")


def test_saving_leads_back_and_says_so(world: World) -> None:
    page = world.client("pat").post(PAGE, TYPED | {"job_title": "Lead"}, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Your settings were saved." in page.content.decode()
    assert stored(world, "pat").job_title == "Lead"


def test_other_fields_that_are_sent_change_nothing(world: World) -> None:
    send(world, role="administrator", organization=str(world.gantry.pk), person=str(world.bea.pk), active="")
    person = stored(world, "pat")
    assert (person.role, person.organization_id, person.active) == ("partner_rep", world.cardinal.pk, True)


def test_colors_and_height_of_rows_stand_on_every_page(world: World) -> None:
    client = world.client("pat")
    assert html_element(client.get(PAGE)) == '<html lang="en">'
    client.post(PAGE, TYPED | {"theme": "dark", "density": "roomy"})
    for address in (PAGE, "/opportunities/", "/sign-in/password/change/"):
        assert html_element(client.get(address)) == '<html lang="en" data-theme="dark" data-density="roomy">', address
    assert html_element(world.client("olga").get(PAGE)) == '<html lang="en">'


def test_language_and_time_zone_hold_from_the_next_page_on(world: World) -> None:
    client = world.client("pat")
    client.post(PAGE, TYPED | {"language": "de", "time_zone": "Asia/Tokyo"})
    page = client.get(PAGE)
    assert html_element(page) == '<html lang="de">'
    actor = world.actor("pat")
    assert (actor.language, actor.time_zone) == ("de", "Asia/Tokyo")
    assert str(page.wsgi_request.actor.time_zone) == timezone.get_current_timezone_name() == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus_Mons"),
        ("name", "n" * 10_000),
        ("name", ""),
        ("phone", "call me"),
        ("theme", "pink"),
        ("name", "Pat\x00"),
    ],
)
def test_refused_typing_is_kept(world: World, field: str, value: str) -> None:
    page = send(world, job_title="Kept title", **{field: value})
    assert page.status_code == 422
    assert 'value="Kept title"' in page.content.decode()
    assert stored(world, "pat").job_title == world.pat.job_title


def test_a_shown_name_is_escaped(world: World) -> None:
    send(world, name="<b>Pat</b> مرحبا 🦊")
    page = world.client("pat").get("/opportunities/").content.decode()
    assert "&lt;b&gt;Pat&lt;/b&gt; مرحبا 🦊" in page
    assert "<b>Pat</b>" not in page


def test_it_asks_for_one_person(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = world.client("pat")
    client.get(PAGE)
    with django_assert_num_queries(STATEMENTS):
        client.get(PAGE)


# Session, user, actor, savepoint and context of the request (4), the person with its company, the former context.
STATEMENTS = 9


def test_a_name_that_mails_of_others_carry_has_no_web_address(world: World) -> None:
    page = send(world, name="Pay at evil.example")
    assert page.status_code == 422
    assert "no web or mail address" in page.content.decode()
    assert stored(world, "pat").name == "Pat Moreau"
