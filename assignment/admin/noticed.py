"""What the editor noticed about a record, at the head of its page and below the fields it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assignment.models import Criterion, PersonProfile, Rule, RuleGroup
from assignment.rules.places import place_of
from assignment.rules.warnings import RuleWarning, warnings
from assignment.versions.content import draft, groups_in

Record = Rule | Criterion | RuleGroup | PersonProfile


def noticed(record: Record) -> list[RuleWarning]:
    """Of the draft as it was saved, what is about the record. Kept with the record of a page."""
    if "noticed" not in record.__dict__:
        found = warnings(groups_in(draft()), timezone.now())
        record.__dict__["noticed"] = [one for one in found if _is_about(one, record)]
    kept: list[RuleWarning] = record.__dict__["noticed"]
    return kept


def _is_about(warning: RuleWarning, record: Record) -> bool:
    if isinstance(record, PersonProfile):
        return record in (warning.profile, *warning.circle)
    return record in (warning.rule, warning.criterion, warning.group)


def listed(found: Iterable[RuleWarning]) -> SafeString:
    """A paragraph each, which leads to the place where it is mended."""
    lines = ((place_of(one), one.words) for one in found)
    return format_html_join("", '<p class="mb-2"><a href="{}" class="text-link">{}</a></p>', lines)


class Noticing:
    """For a page of such records: what is about one field is said below it."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> type[forms.ModelForm[Any]]:
        form: type[forms.ModelForm[Any]] = super().get_form(request, obj, change, **options)  # type: ignore[misc]
        offered: dict[str, forms.Field] = form.base_fields  # type: ignore[attr-defined]
        for warning in noticed(obj) if obj else []:
            if warning.field in offered:
                field = offered[warning.field]
                # Unfold writes help texts as they are, and names of people come from outside.
                field.help_text = format_html(
                    '{} <span class="rule-noticed">{}</span>', field.help_text or "", warning.words
                )
        return form
