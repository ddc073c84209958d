"""Django admin as its people meet it: through the test client, the real middleware and prm_app."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models
from django.test import Client
from django.urls import reverse

from prm.access.actions import give_sign_in
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.demo.cast import ABE, ADA, BEA, BRAND_OWNER, OLGA, OTHER_PARTNER, PAM, PARTNER, Member
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person


@dataclass(frozen=True)
class House:
    """Two partners and the brand owner with some of the cast, who can all sign in."""

    people: dict[str, Person]
    organizations: dict[str, Organization]

    def client(self, member: Member = ADA) -> Client:
        client = Client()
        with acting_as(SYSTEM):
            user = self.people[member.name].user
        client.force_login(user)
        return client


def build_house() -> House:
    with acting_as(SYSTEM):
        kinds = {BRAND_OWNER: "brand_owner", PARTNER: "partner", OTHER_PARTNER: "partner"}
        organizations = {
            name: save_organization(Organization(name=name, kind=kind), actor=SYSTEM) for name, kind in kinds.items()
        }
        people = {member.name: _person(member, organizations) for member in (ADA, BEA, ABE, PAM, OLGA)}
        organizations[PARTNER].channel_manager = people[BEA.name]
        save_organization(organizations[PARTNER], actor=SYSTEM)
    return House(people, organizations)


def _person(member: Member, organizations: dict[str, Organization]) -> Person:
    person = Person(name=member.name, role=Role(member.role), organization=organizations[member.organization])
    save_person(person, actor=SYSTEM)
    give_sign_in(person, email=member.email, password="a password of the tests", actor=SYSTEM)
    return person


def page(model: type[models.Model], name: str, *arguments: Any) -> str:
    """The address of an admin page of a model, e.g. `page(Rule, "change", rule.pk)`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def fields_of(html: str) -> dict[str, Any]:
    """What the browser would send from the page's form: every named input, select and textarea as it stands."""
    form = re.search(r'<form[^>]*id="\w+_form".*?</form>', html, re.S)
    assert form, "the page has no form of a record"
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", form[0]):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if not name or kind in ("submit", "button", "file") or "__prefix__" in name:
            continue
        if kind not in ("checkbox", "radio"):
            fields[name] = _attribute(tag, "value")
        elif re.search(r"\schecked\b", tag):
            fields.setdefault(name, []).append(_attribute(tag, "value") or "on")
    for name, body in re.findall(r'<select\b[^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = [_attribute(tag, "value") for tag in re.findall(r"<option\b[^>]*\sselected\b[^>]*>", body)]
        if "__prefix__" not in name and chosen:
            fields[name] = chosen
    for name, body in re.findall(r'<textarea\b[^>]*?name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.S):
        fields[name] = unescape(body).removeprefix("\n")
    return fields


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def errors_in(response: Any) -> dict[str, list[str]]:
    """Messages by field of a form that came back, those of inlines by their name in the page."""
    assert response.status_code == 200, f"saved: {response.status_code} {response.headers.get('Location')}"
    found: dict[str, list[str]] = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): messages for name, messages in form.errors.items()}
    return found
