from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from assignment.skills.forms import brand_owner_people
from prm.directory.models import Territory


def pickers(name: str, named_before: QuerySet[Any]) -> QuerySet[Any] | None:
    """What a picker of that name offers; None where the model's own list is right."""
    if name in ("owner", "fallback", "named_lead", "person"):
        return brand_owner_people(also=named_before)  # type: ignore[no-any-return]
    return Territory.objects.order_by("name") if name == "source_territory" else None


class PeoplePickers:
    """Rules name people of the brand owner only."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        named: Any = db_field.model._default_manager.exclude(**{db_field.name: None}).values(db_field.name)
        offered = pickers(db_field.name, named)
        if offered is not None:
            options["queryset"] = offered
        field: forms.Field | None = super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]
        return field
