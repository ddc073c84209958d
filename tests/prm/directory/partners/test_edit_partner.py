from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.actions import save_organization
from prm.directory.models import Organization
from tests.cast import World
from tests.opportunities.pages import read


def page(world: World, name: str = "cardinal") -> str:
    return f"/partners/{getattr(world, name).key}/edit/"


def sent(world: World, **changes: str) -> dict[str, str]:
    """What the browser would send of the form as it was when nobody had saved yet, but for `changes`."""
    present = {"name": "Cardinal Systems", "type": "reseller", "tier": "gold", "country": "United States"}
    place = {"territory": world.territory.key, "region": "OH", "postal_code": "43215"}
    return present | place | {"version": str(stored(world).version)} | changes


def stored(world: World) -> Organization:
    with acting_as(SYSTEM):
        return Organization.objects.get(pk=world.cardinal.pk)


@pytest.mark.parametrize("who", ["bea", "ada"])
def test_every_field(world: World, who: str) -> None:
    client = world.client(who)
    assert page(world) in client.get(f"/partners/{world.cardinal.key}/").content.decode()
    changes = {"name": "Cardinal Group", "type": "distributor", "tier": "", "country": "Côte d’Ivoire"}
    refused = client.post(page(world), sent(world, **changes))
    assert (refused.status_code, list(read(refused).errors)) == (422, ["id_country"])
    answer = client.post(page(world), sent(world, **changes | {"country": "Germany", "territory": ""}), follow=True)
    assert "“Cardinal Group” was saved." in read(answer).text
    now = stored(world)
    assert (now.name, now.name_sort, now.type, now.tier) == ("Cardinal Group", "cardinal group", "distributor", "")
    assert (now.country, now.territory, now.channel_manager_id) == ("Germany", None, world.bea.pk)


def test_the_partners_deals_are_assigned_again(world: World) -> None:
    world.client("bea").post(page(world), sent(world, tier="platinum", region="MI"))
    with acting_as(SYSTEM):
        told = OutboxEvent.objects.filter(event="OrganizationChanged").latest("pk").payload
    assert (told["organization_id"], sorted(told["changed"])) == (world.cardinal.pk, ["region", "tier"])


def test_saving_what_is_there_changes_nothing(world: World) -> None:
    before = stored(world).version
    assert world.client("bea").post(page(world), sent(world)).status_code == 302
    assert stored(world).version == before


def test_the_second_saver_sees_both_and_may_save_again(world: World) -> None:
    bea, seen = world.client("bea"), sent(world, region="MI")
    with acting_as(SYSTEM):
        partner = Organization.objects.get(pk=world.cardinal.pk)
        partner.region = "WI"
        save_organization(partner, actor=SYSTEM)
    told = bea.post(page(world), seen)
    shown = read(told)
    assert told.status_code == 422
    assert "Somebody changed this partner while you typed" in shown.text
    assert "Region or state WI MI" in shown.text
    assert shown.fields["region"] == ["MI"]
    assert stored(world).region == "WI"
    assert bea.post(page(world), sent(world, region="MI")).status_code == 302
    assert stored(world).region == "MI"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "HARBORLINE"), ("name", "x" * 10_000), ("name", "\x00"), ("type", "shop"),
        ("tier", "wood"),
        ("country", "Atlantis"), ("region", "x" * 81), ("postal_code", "x" * 13), ("territory", "aaaaaaaaaa"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(world: World, field: str, value: str) -> None:
    answer = world.client("bea").post(page(world), sent(world, **{field: value}))
    assert (answer.status_code, list(read(answer).errors)) == (422, [f"id_{field}"])


def test_a_country_stored_under_another_name_may_stay(world: World) -> None:
    with acting_as(SYSTEM):
        Organization.objects.filter(pk=world.cardinal.pk).update(country="Deutschland")
    changed = sent(world, country="Deutschland", region="BY")
    assert world.client("bea").post(page(world), changed).status_code == 302


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [("bea", "harborline", 403), ("eve", "cardinal", 403), ("pam", "cardinal", 403), ("olga", "cardinal", 404),
     ("bea", "gantry", 404)],
)  # fmt: skip
def test_who_may_not(world: World, who: str, name: str, status: int) -> None:
    client = world.client(who)
    assert client.get(page(world, name)).status_code == status
    assert client.post(page(world, name), sent(world)).status_code == status
