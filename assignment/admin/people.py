from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assignment.admin.noticed import Noticing
from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill, TimeOff, WorkingHours
from assignment.skills.forms import (
    CertificationForm,
    OnceFormSet,
    ProfileForm,
    SkillForm,
    SkillFormSet,
    TimeOffForm,
    TimeOffFormSet,
    WorkingHoursForm,
)
from prm.core.administration.pages import RecordAdmin, RecordInline
from prm.directory.models import Person

CERTIFICATION = PersonSkill.Kind.CERTIFICATION


class SkillInline(RecordInline):
    model = PersonSkill
    form = SkillForm
    formset = SkillFormSet
    fields = ["pick", "level"]
    verbose_name_plural = _("Skills")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PersonSkill]:
        rows: QuerySet[PersonSkill] = super().get_queryset(request)
        return rows.exclude(kind=CERTIFICATION).order_by("kind", "item")


class CertificationInline(RecordInline):
    model = PersonSkill
    form = CertificationForm
    formset = OnceFormSet
    fields = ["item", "level"]
    verbose_name = _("certification")
    verbose_name_plural = _("Certifications")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PersonSkill]:
        rows: QuerySet[PersonSkill] = super().get_queryset(request)
        return rows.filter(kind=CERTIFICATION).order_by("item")


class WorkingHoursInline(RecordInline):
    model = WorkingHours
    form = WorkingHoursForm
    fields = ["weekday", "starts", "ends"]
    ordering = ["weekday", "starts"]
    verbose_name_plural = _("Working hours in the person’s own time zone")


class TimeOffInline(RecordInline):
    model = TimeOff
    form = TimeOffForm
    formset = TimeOffFormSet
    fields = ["first_day", "last_day", "note"]
    ordering = ["-first_day"]


@admin.register(PersonProfile)
class PersonProfileAdmin(Noticing, RecordAdmin):
    """What assignment knows of a person of the brand owner, on one page."""

    form = ProfileForm
    list_display = ["person", "role", "territory", "capacity", "away", "last_assigned"]
    list_filter = ["away", "territory", "person__role"]
    list_select_related = ["person__load", "territory"]
    search_fields = ["person__name", "person__name_sort", "territory__name", "country"]
    ordering = ["person__name_sort"]
    fieldsets = [
        (None, {"fields": ["person", ("territory", "languages"), ("capacity", "substitute"), "away"]}),
        (_("Place"), {"fields": [("country", "region"), "postal_code"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: PersonProfile | None = None) -> list[str]:
        return ["person"] if obj else []

    def get_inline_instances(self, request: HttpRequest, obj: PersonProfile | None = None) -> list[RecordInline]:
        """Rows that hang on the person, not on the profile."""
        inlines = (SkillInline, CertificationInline, WorkingHoursInline, TimeOffInline)
        return [inline(Person, self.admin_site) for inline in inlines] if obj else []

    def get_formset_kwargs(
        self, request: HttpRequest, obj: PersonProfile, inline: RecordInline, prefix: str
    ) -> dict[str, Any]:
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        return options | {"instance": obj.person}

    @admin.display(description=_("role"), ordering="person__role")
    def role(self, profile: PersonProfile) -> str:
        return profile.person.get_role_display()

    @admin.display(description=_("last assigned"), ordering="person__load__last_assigned_at")
    def last_assigned(self, profile: PersonProfile) -> Any:
        load = getattr(profile.person, "load", None)
        return load.last_assigned_at if load else None


@admin.register(ExpertiseLevel)
class ExpertiseLevelAdmin(RecordAdmin):
    """Levels of expertise, from the lowest to the highest."""

    list_display = ["name", "order", "weight"]
    search_fields = ["name"]
    fields = [("name", "order"), "weight"]
