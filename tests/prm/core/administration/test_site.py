"""Who gets in, and that every page of every kind of record opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from assignment.actions import Asked, assign
from assignment.models import Criterion, Rule, RuleCase, WorkloadRule
from opportunities.entry.actions import enter_opportunities
from opportunities.models import LossReason, Source, Stage
from prm.access.models import SignInRecord, User
from prm.core.actor import SYSTEM
from prm.core.administration.pages import RecordAdmin
from prm.core.rls import acting_as
from tests.administration import page
from tests.cast import World

KINDS = list(admin.site._registry)


@pytest.fixture
def full_world(world: World) -> World:
    """A world with a record of every kind that has a page, and rows in its inlines."""
    entry = world.entry()
    with acting_as(SYSTEM):
        (deal,) = enter_opportunities([entry], actor=SYSTEM)
        assign([Asked(deal.pk)])
        SignInRecord.objects.create(user=world.users["pat"], outcome="signed_in", ways="password,totp")
        rule = Rule.objects.get(source="territory")
        Criterion.objects.create(rule=rule, compare="object", attribute="amount").values.create(content={"low": "5"})
        Criterion.objects.create(rule=rule, compare="person", attribute="role").values.create(content={"value": "gone"})
        WorkloadRule.objects.create(rule=rule, maximum=10, score=20)
        rule.candidates.create(person=world.people["abe"])
        RuleCase.objects.create(name="Nobody", content="opportunity: {id: o1}\npeople: []\nexpected: {lead: null}")
        for listed in (Stage.objects.all(), Source.objects.all(), LossReason.objects.all()):
            listed[0].names.create(language="de", name="Eins")
    return world


def first(kind: type[models.Model]) -> models.Model:
    with acting_as(SYSTEM):
        found = kind._default_manager.order_by("pk").first()
    assert found is not None, f"nothing to look at: {kind.__name__}"
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_page_of_a_kind_opens(full_world: World, kind: type[models.Model]) -> None:
    client, pages, record = full_world.client("ada"), admin.site._registry[kind], first(kind)
    request: Any = client.get(page(kind, "changelist")).wsgi_request
    assert client.get(page(kind, "changelist"), {"q": "Lark"}).status_code == 200
    for name in ("change", "history"):
        assert client.get(page(kind, name, record.pk)).status_code == 200, name
    assert client.get(page(kind, "add")).status_code == (200 if pages.has_add_permission(request) else 403)
    allowed = pages.has_delete_permission(request, record)
    assert client.get(page(kind, "delete", record.pk)).status_code == (200 if allowed else 403)


def test_a_record_that_is_not_there_leads_back_with_a_message(world: World) -> None:
    client = world.client("ada")
    for kind in KINDS:
        response = client.get(page(kind, "change", 99_999), follow=True)
        assert response.redirect_chain == [("/admin/", 302)], kind
        assert "99999" in response.content.decode(), kind


def test_kinds_are_all_in_the_menu(world: World) -> None:
    html = world.client("ada").get("/admin/").content.decode()
    missing = [kind.__name__ for kind in KINDS if page(kind, "changelist") not in html]
    assert missing == ["Criterion", "WorkloadRule"], "they are reached from their rule"


def test_packages_bring_no_pages_of_their_own() -> None:
    assert User in KINDS
    assert all(isinstance(pages, RecordAdmin) for pages in admin.site._registry.values())


def test_page_of_each_app_opens(world: World) -> None:
    client = world.client("ada")
    for app in sorted({kind._meta.app_label for kind in KINDS}):
        assert client.get(f"/admin/{app}/").status_code == 200, app


def test_search_finds_lists(world: World) -> None:
    client = world.client("ada")
    assert b"Stages" in client.get("/admin/search/", {"s": "stage"}).content
    assert client.get("/admin/jsi18n/").status_code == 200


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat", "olga"])
def test_others_are_refused(world: World, name: str) -> None:
    client = world.client(name)
    addresses = ["/admin/", "/admin/login/", *(page(kind, "changelist") for kind in KINDS)]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert client.post(page(Rule, "add"), {"name": "Mine"}).status_code == 403


def test_staff_without_the_role_is_refused(world: World) -> None:
    with acting_as(SYSTEM):
        User.objects.filter(pk=world.users["bea"].pk).update(is_staff=True, is_superuser=True)
    assert world.client("bea").get("/admin/").status_code == 403


@pytest.mark.django_db
def test_strangers_are_sent_to_the_portals_sign_in() -> None:
    response = Client().get(page(SignInRecord, "changelist"), follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next={page(SignInRecord, 'changelist')}"


def test_signing_out_and_the_password_are_the_portals_own(world: World) -> None:
    client = world.client("ada")
    assert client.get("/admin/login/").headers["Location"] == "/admin/"
    assert client.get("/admin/password_change/").headers["Location"] == reverse("account_change_password")
    assert client.post("/admin/logout/", follow=True).status_code == 200
    assert client.get("/admin/").status_code == 302
