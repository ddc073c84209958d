from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.administration.pages import KeptAdmin, RecordInline, VerbAdmin, actor_of
from prm.directory.accounts.actions import edit_account, set_parent_account
from prm.directory.actions import save_organization, save_person
from prm.directory.forms import NamedForm, OrganizationForm, PersonForm, TerritoryForm
from prm.directory.models import Account, Organization, Person, Territory, TerritoryArea
from prm.directory.territories.actions import remove_territory, save_territory

Fieldsets = list[tuple[Any, dict[str, Any]]]
PLACE = (_("Place"), {"fields": [("country", "region"), ("postal_code", "time_zone")]})


@admin.register(Organization)
class OrganizationAdmin(KeptAdmin):
    """Partners are added and changed here; the brand owner is there from the start."""

    form = OrganizationForm
    list_display = ["name", "kind", "tier", "type", "territory", "parent", "channel_manager", "active"]
    list_filter = ["active", "kind", "tier", "type", "territory", "channel_manager"]
    list_select_related = ["territory", "parent", "channel_manager"]
    search_fields = ["name", "name_sort"]
    ordering = ["name_sort"]

    def get_fieldsets(self, request: HttpRequest, obj: Organization | None = None) -> Fieldsets:
        if obj and obj.kind == Organization.Kind.BRAND_OWNER:
            return [(None, {"fields": ["name", "kind"]}), PLACE]
        partner = ["name", ("tier", "type"), ("parent", "channel_manager"), "territory", "active"]
        return [(None, {"fields": partner}), PLACE]

    def get_readonly_fields(self, request: HttpRequest, obj: Organization | None = None) -> list[str]:
        return ["kind"]

    def save_model(self, request: HttpRequest, obj: Organization, form: forms.ModelForm[Any], change: bool) -> None:
        save_organization(obj, actor=actor_of(request))


class PersonAdmin(KeptAdmin):
    """Who works where and as what. `access` registers it together with the sign-in."""

    form = PersonForm
    list_display = ["name", "organization", "role", "job_title", "reports_to", "active"]
    list_filter = ["active", "role", ("organization", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organization", "reports_to"]
    search_fields = ["name", "name_sort", "job_title", "organization__name"]
    autocomplete_fields = ["reports_to"]
    ordering = ["name_sort"]

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Fieldsets:
        work = ["name", ("organization", "role"), ("job_title", "reports_to"), "active"]
        return [
            (None, {"fields": work}),
            (_("Contact and portal"), {"fields": [("phone", "time_zone"), "language"]}),
            *([(_("Assignment"), {"fields": ["skills"]})] if obj and obj.works_for_brand_owner else []),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        """The company stays: teams, accounts and what somebody may see hang on it."""
        return ["organization", "skills"] if obj else ["skills"]

    @admin.display(description=_("skills and availability"))
    def skills(self, person: Person) -> str:
        address = reverse("admin:assignment_personprofile_changelist", query={"person": person.pk})
        return format_html('<a href="{}" class="text-link">{}</a>', address, _("Territory, skills, hours, capacity"))

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm[Any], change: bool) -> None:
        save_person(obj, actor=actor_of(request))


class TerritoryAreaInline(RecordInline):
    model = TerritoryArea
    verbose_name_plural = _("What belongs to it: countries, their regions, or ranges of postal codes")


@admin.register(Territory)
class TerritoryAdmin(VerbAdmin):
    """The tree of territories and the places in them."""

    form = TerritoryForm
    list_display = ["name", "parent", "places"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "parent"]
    inlines = [TerritoryAreaInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Territory]:
        rows: QuerySet[Territory] = super().get_queryset(request)
        return rows.prefetch_related("areas")

    def save_row(self, row: Territory | TerritoryArea, actor: Actor) -> None:
        save_territory(row, actor=actor)

    def remove_row(self, row: Territory | TerritoryArea, actor: Actor) -> None:
        remove_territory(row, actor=actor)

    @admin.display(description=_("places"))
    def places(self, territory: Territory) -> str:
        names = [str(area) for area in territory.areas.all()]
        return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")


@admin.register(Account)
class AccountAdmin(KeptAdmin):
    """Corrections to the brand owner's book; new accounts are entered in the portal, with an opportunity."""

    form = NamedForm
    list_display = ["name", "industry", "city", "region", "country", "entered_by", "created_at"]
    list_filter = ["country", "industry"]
    list_select_related = ["entered_by"]
    search_fields = ["name", "name_sort", "domain", "city"]
    autocomplete_fields = ["parent"]
    ordering = ["name_sort"]
    readonly_fields = ["entered_by", "created_at"]
    fieldsets = [
        (None, {"fields": ["name", ("industry", "domain"), ("employees", "annual_revenue_millions"), "parent"]}),
        (_("Place"), {"fields": [("country", "region"), ("city", "postal_code")]}),
        (_("Origin"), {"fields": [("entered_by", "created_at")]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Account, form: forms.ModelForm[Any], change: bool) -> None:
        """The form has put the new values into the record; the verb begins with what is stored."""
        stored = Account.objects.get(pk=obj.pk)
        changes = {name: getattr(obj, name) for name in form.changed_data if name != "parent"}
        edit_account(stored, changes, actor=actor_of(request), version=stored.version)
        set_parent_account(stored, obj.parent, actor=actor_of(request))
