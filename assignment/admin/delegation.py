"""Rules edited by channel managers: the groups that they own, and nothing else of Django admin.

They come as `prm_brand_owner`, which has no right on users, sign-ins or published versions, so that the second lock
does not open with the first. Django's own permissions are not asked: their tables are closed to that role.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from assignment.models import RuleGroup
from assignment.rules.permissions import may_edit_group
from prm.core.actor import Role
from prm.core.administration.pages import RecordAdmin, RecordInline, actor_of, is_delegate


class DelegatedAdmin(RecordAdmin):
    """Pages of groups and what belongs to them; `group_lookup` leads from the record to its group."""

    group_lookup = "group"

    def group_of(self, record: Any) -> RuleGroup:
        """The group that decides who may edit the record."""
        for name in self.group_lookup.split("__"):
            record = getattr(record, name)
        return record  # type: ignore[no-any-return]

    def delegated_to(self, request: HttpRequest) -> bool:
        actor = actor_of(request)
        return actor.role == Role.CHANNEL_MANAGER and RuleGroup.objects.editable_by(actor).exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        if not is_delegate(request):
            return rows
        return rows.filter(**{f"{self.group_lookup}__in": RuleGroup.objects.editable_by(actor_of(request))})

    def _may(self, request: HttpRequest, obj: Any, administrators: bool) -> bool:
        if not is_delegate(request):
            return administrators
        return obj is None or may_edit_group(actor_of(request), self.group_of(obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_delegate(request) or super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, is_delegate(request) or super().has_view_permission(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, is_delegate(request) or super().has_change_permission(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_delegate(request) or super().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, is_delegate(request) or super().has_delete_permission(request, obj))

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if db_field.name == "group":
            options["queryset"] = RuleGroup.objects.editable_by(actor_of(request))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """What is closed to them is not offered."""
        if is_delegate(request):
            context["show_history"] = False
        return super().render_change_form(request, context, **options)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """It names users, whom only administrators read."""
        if is_delegate(request):
            raise PermissionDenied
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response


class DelegatedInline(RecordInline):
    """Rows of such a record: whoever may edit it edits them."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_delegate(request) or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_delegate(request) or super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_delegate(request) or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_delegate(request) or super().has_delete_permission(request, obj)
