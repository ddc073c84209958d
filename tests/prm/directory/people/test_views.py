from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.models import Person
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

# Session, user, actor, context, count, rows.
LIST = 6
# Session, user, actor, context, person, manager and reports.
DETAIL = 6


def page(world: World, name: str) -> str:
    return f"/people/{world.people[name].key}/"


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("pat", {"Pat Moreau", "Pam Okafor", "Bea Lindqvist"}),
        ("olga", {"Olga Brandt"}),
        ("abe", {"Pat Moreau", "Pam Okafor", "Bea Lindqvist", "Olga Brandt", "Abe Sato"}),
    ],
)
def test_whom_the_list_shows(world: World, who: str, names: set[str]) -> None:
    text = read(world.client(who).get("/people/?sort=-company")).text
    everybody = {"Pat Moreau", "Pam Okafor", "Bea Lindqvist", "Olga Brandt", "Abe Sato"}
    assert {name for name in everybody if name in text.split("Filter people")[-1]} >= names - {world.people[who].name}
    assert not {name for name in everybody - names if name in text}


def test_a_partner_does_not_read_whom_its_channel_manager_reports_to(world: World) -> None:
    assert "Eve Marchetti" not in read(world.client("pat").get("/people/")).text
    assert "Eve Marchetti" not in read(world.client("pat").get(page(world, "bea"))).text
    assert "Eve Marchetti" in read(world.client("abe").get(page(world, "bea"))).text


def test_the_page_tells_whom_somebody_works_with(world: World) -> None:
    text = read(world.client("pat").get(page(world, "pam"))).text
    for words in ("Partner Operations Manager", "Partner manager", "Cardinal Systems", "UTC", "English"):
        assert words in text
    assert "Account Executive" in text.split("Reports to")[1]
    assert "Nobody reports to Pat Moreau." in read(world.client("bea").get(page(world, "pat"))).text


def test_a_job_title_that_is_the_role_is_not_said_twice(world: World) -> None:
    with acting_as(SYSTEM):
        world.people["bea"].job_title = "Channel Manager"
        save_person(world.people["bea"], actor=SYSTEM)
    text = read(world.client("abe").get(page(world, "bea"))).text
    assert text.split("About")[0].lower().count("channel manager") == 1


@pytest.mark.parametrize(("who", "status"), [("pam", 200), ("bea", 200), ("olga", 404)])
def test_who_opens_the_page(world: World, who: str, status: int) -> None:
    assert world.client(who).get(page(world, "pat")).status_code == status


def test_nobody_fits_a_search(world: World) -> None:
    for search in ("no such name", "x" * 10_000, "\u202eabc", "🦉"):
        answer = world.client("pat").get("/people/", {"search": search})
        assert answer.status_code == 200, search
    assert "Nobody matches" in read(world.client("pat").get("/people/?search=zzz")).text


@pytest.mark.django_db(transaction=True)
def test_pages_cost_the_same_for_one_row_and_for_three(world: World) -> None:
    for count in (1, 3):
        for number in range(count - 1):
            with acting_as(SYSTEM):
                person = Person(name=f"Rita {number}", role="partner_rep", organization=world.harborline)
                person.reports_to = world.olga
                save_person(person, actor=SYSTEM)
        for who in ("olga", "abe"):
            client = world.client(who)
            for address, most in (("/people/?search=harborline", LIST), (page(world, "olga"), DETAIL)):
                client.get(address)
                found = statements(lambda client=client, address=address: client.get(address))
                assert len(found) == most, "\n".join(found)
