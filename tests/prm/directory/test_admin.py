from __future__ import annotations

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account, Organization, Person, Territory
from tests.administration import fields_of, page, rows, save
from tests.cast import World


def test_add_a_partner_below_another(world: World) -> None:
    typed = {"tier": "silver", "type": "reseller", "country": "Canada", "time_zone": "America/Toronto"}
    picked = {"parent": world.cardinal.pk, "channel_manager": world.bea.pk, "territory": world.territory.pk}
    response = save(world.client("ada"), page(Organization, "add"), name="Öre & Sons", **typed, **picked)
    assert response.status_code == 302
    with acting_as(SYSTEM):
        added = Organization.objects.get(name="Öre & Sons")
    assert (added.kind, added.name_sort, added.active) == ("partner", "ore & sons", True)
    assert (added.parent_id, added.channel_manager_id, added.tier) == (world.cardinal.pk, world.bea.pk, "silver")


def test_deactivate_a_partner(world: World) -> None:
    assert save(world.client("ada"), page(Organization, "change", world.harborline.pk), active=None).status_code == 302
    with acting_as(SYSTEM):
        assert not Organization.objects.get(pk=world.harborline.pk).active
    assert world.client("olga").get("/opportunities/").status_code == 403


def test_brand_owner_has_nothing_of_a_partner(world: World) -> None:
    client, address = world.client("ada"), page(Organization, "change", world.brand_owner.pk)
    fields = fields_of(client.get(address))
    assert not {"kind", "parent", "channel_manager", "tier", "active"} & set(fields)
    assert save(client, address, country="Austria").status_code == 302


def test_pickers_offer_only_who_fits(world: World) -> None:
    response = world.client("ada").get(page(Organization, "change", world.cardinal.pk))
    form = response.context["adminform"].form
    with acting_as(SYSTEM):
        assert set(form.fields["channel_manager"].queryset) == {world.bea}
        assert set(form.fields["parent"].queryset) == {world.harborline}


def test_list_finds_filters_and_sorts(world: World) -> None:
    client = world.client("ada")
    found = client.get(page(Organization, "changelist"), {"q": "cardinal"}).context["cl"].result_list
    assert [row.name for row in found] == ["Cardinal Systems"]
    filters = {"kind__exact": "partner", "channel_manager__id__exact": world.bea.pk, "o": "-1"}
    assert len(client.get(page(Organization, "changelist"), filters).context["cl"].result_list) == 1
    found = client.get(page(Person, "changelist"), {"role__exact": "partner_rep"}).context["cl"].result_list
    assert {row.name for row in found} == {"Pat Moreau", "Olga Brandt"}


def test_change_a_person_within_the_company(world: World) -> None:
    client, address = world.client("ada"), page(Person, "change", world.pat.pk)
    assert "organization" not in fields_of(client.get(address))
    response = save(client, address, role="partner_manager", reports_to=world.pam.pk, language="de")
    assert response.status_code == 302
    with acting_as(SYSTEM):
        changed = Person.objects.get(pk=world.pat.pk)
    assert (changed.role, changed.reports_to_id, changed.language) == ("partner_manager", world.pam.pk, "de")


def test_reports_to_is_searched(world: World) -> None:
    query = {"term": "Pam", "app_label": "directory", "model_name": "person", "field_name": "reports_to"}
    found = world.client("ada").get("/admin/autocomplete/", query).json()
    assert [row["text"] for row in found["results"]] == ["Pam Okafor"]


def test_territory_with_its_places(world: World) -> None:
    places = rows({"country": "Canada"}, {"country": "Germany", "postal_from": "80000", "postal_to": "87999"})
    response = save(world.client("ada"), page(Territory, "add"), name="North", parent=world.territory.pk, areas=places)
    assert response.status_code == 302
    with acting_as(SYSTEM):
        assert [str(area) for area in Territory.objects.get(name="North").areas.order_by("pk")] == [
            "Canada",
            "Germany 80000–87999",
        ]


def test_correct_an_account(world: World) -> None:
    account = world.account
    client = world.client("ada")
    assert save(client, page(Account, "change", account.pk), name="Fénwick Mills", city="Lyon").status_code == 302
    with acting_as(SYSTEM):
        account.refresh_from_db()
    assert (account.name, account.name_sort, account.entered_by_id) == (
        "Fénwick Mills",
        "fenwick mills",
        world.cardinal.pk,
    )
