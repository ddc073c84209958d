from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from opportunities.forms import StageForm, TranslatedNameForm
from opportunities.models import LossReason, LossReasonName, Source, SourceName, Stage, StageName
from opportunities.reference.actions import remove_reference, save_reference
from prm.core.actor import Actor
from prm.core.administration.pages import KeptAdmin, RecordInline, VerbAdmin

IN_OTHER_LANGUAGES = _("Names in other languages")


class StageNameInline(RecordInline):
    model = StageName
    form = TranslatedNameForm
    verbose_name = _("name")
    verbose_name_plural = IN_OTHER_LANGUAGES


class SourceNameInline(RecordInline):
    model = SourceName
    form = TranslatedNameForm
    verbose_name = _("name")
    verbose_name_plural = IN_OTHER_LANGUAGES


class LossReasonNameInline(RecordInline):
    model = LossReasonName
    form = TranslatedNameForm
    verbose_name = _("name")
    verbose_name_plural = IN_OTHER_LANGUAGES


class ReferenceAdmin(VerbAdmin):
    """A list in its order; its codes stay, since rules and imports use them."""

    list_display = ["name", "order", "active"]
    list_filter = ["active"]
    search_fields = ["name", "code"]
    fields = [("name", "code"), "order", "active"]

    def save_row(self, row: Any, actor: Actor) -> None:
        save_reference(row, actor=actor)

    def remove_row(self, row: Any, actor: Actor) -> None:
        remove_reference(row, actor=actor)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    inlines = [SourceNameInline]


@admin.register(LossReason)
class LossReasonAdmin(ReferenceAdmin):
    inlines = [LossReasonNameInline]


@admin.register(Stage)
class StageAdmin(ReferenceAdmin, KeptAdmin):
    """The steps of the sale."""

    form = StageForm
    list_display = ["name", "order", "outcome", "probability", "confirmed_by_brand_owner", "active"]
    list_filter = ["active", "outcome"]
    fields = [
        ("name", "code"), ("outcome", "probability"), "confirmed_by_brand_owner", "required_fields", "order", "active",
    ]  # fmt: skip
    inlines = [StageNameInline]
