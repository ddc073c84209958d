from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.widgets import UnfoldAdminSelect2Widget

from prm.core.actor import Actor
from prm.core.administration.forms import RecordForm


def actor_of(request: HttpRequest) -> Actor:
    """Who asks: an administrator, or on a page that is delegated somebody else."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def is_delegate(request: HttpRequest) -> bool:
    """Whether the page is open to somebody who is no administrator: Django's permissions are not asked then, whose
    tables are closed to the roles of the portal."""
    return bool(getattr(request, "is_delegate", False))


class Pickers:
    """Related records are picked here; adding and changing them has pages of its own."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class RecordAdmin(Pickers, ModelAdmin):  # type: ignore[misc]
    """A kind of record that administrators keep."""

    form = RecordForm
    compressed_fields = True
    warn_unsaved_form = True
    list_fullwidth = True
    list_per_page = 50

    def delegated_to(self, request: HttpRequest) -> bool:
        """Whether somebody who is no administrator may open the pages of this kind; they limit the records then."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return not is_delegate(request) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not is_delegate(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return not is_delegate(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return not is_delegate(request) and super().has_delete_permission(request, obj)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if db_field.name not in self.radio_fields and db_field.name not in self.get_autocomplete_fields(request):
            options.setdefault("widget", UnfoldAdminSelect2Widget())
            options.setdefault("empty_label", _("Select value"))
        field: forms.Field | None = super().formfield_for_foreignkey(db_field, request, **options)
        return field

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        """What still points at a record is listed, rather than said to need some right."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set() if protected else lacking, protected

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        # The template counts `errors.items`, which a list does not have.
        context["errors"].items = list(context["errors"])
        response: HttpResponse = super().render_change_form(request, context, **options)
        return response

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What slips past the form because two people saved at once is said, not shown as a failure."""
        try:
            response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError):
            text = _(
                "Somebody saved something that does not go together with this at the same moment. Nothing was saved."
            )
            messages.error(request, text)
            return HttpResponseRedirect(request.get_full_path())
        return response


class VerbAdmin(RecordAdmin):
    """Saves and deletes through verbs, the rows of inlines as well.

    `save_row` calls the verb that saves a record of the page or a row of its inlines, `remove_row` the one that deletes
    one. A page without them does not load.
    """

    save_row: Callable[[Any, Actor], None]
    remove_row: Callable[[Any, Actor], None]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        missing = [name for name in ("save_row", "remove_row") if not hasattr(cls, name)]
        if missing:
            raise TypeError(f"{cls.__name__} names no verb: {', '.join(missing)}")

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm[Any], change: bool) -> None:
        self.save_row(obj, actor_of(request))

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm[Any], formset: forms.BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            self.remove_row(row, actor_of(request))
        for row in rows:
            self.save_row(row, actor_of(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove_row(obj, actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for row in queryset:
            self.remove_row(row, actor_of(request))


class KeptAdmin(RecordAdmin):
    """Records that others point at for ever: they are deactivated, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(RecordAdmin):
    """Records that the program writes and people only look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class RecordInline(Pickers, TabularInline):  # type: ignore[misc]
    """Rows that belong to the record of the page."""

    form = RecordForm
    extra = 0
    hide_title = True

    class Media:
        js = ("js/added-rows.js",)
