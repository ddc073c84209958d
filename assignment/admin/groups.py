from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assignment.admin.delegation import DelegatedAdmin, DelegatedInline
from assignment.admin.pickers import PeoplePickers
from assignment.models import Rule, RuleGroup
from assignment.sentences import PARTS, RELATED, sentence
from prm.core.administration.pages import RecordInline, is_delegate


class RuleInline(DelegatedInline):
    """The rules of a group as it goes through them; each is edited on its own page."""

    model = Rule
    fields = ["sequence", "linked", "in_words", "active"]
    readonly_fields = fields
    can_delete = False
    ordering = ["sequence", "id"]
    verbose_name_plural = _("Rules in the order in which they are tried")

    def has_add_permission(self, request: HttpRequest, obj: RuleGroup | None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        rows: QuerySet[Rule] = super().get_queryset(request)
        return rows.select_related(*RELATED).prefetch_related(*PARTS)

    @admin.display(description=_("rule"))
    def linked(self, rule: Rule) -> str:
        address = reverse("admin:assignment_rule_change", args=[rule.pk])
        return format_html('<a href="{}" class="text-link">{}</a>', address, rule.name)

    @admin.display(description=_("what it does"))
    def in_words(self, rule: Rule) -> str:
        return sentence(rule)


@admin.register(RuleGroup)
class RuleGroupAdmin(PeoplePickers, DelegatedAdmin):
    """Groups in their order; each is a pass of its own, and the people found are united."""

    group_lookup = "pk"

    list_display = ["name", "order", "owner", "add_scores", "replace", "fallback"]
    list_select_related = ["owner", "fallback"]
    search_fields = ["name"]
    fields = [("name", "order"), ("owner", "fallback"), ("add_scores", "replace")]

    def group_of(self, record: RuleGroup) -> RuleGroup:
        return record

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not is_delegate(request) and super().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: RuleGroup | None = None) -> bool:
        return not is_delegate(request) and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: RuleGroup | None = None) -> list[str]:
        """Whose a group is, and when it runs, is for administrators."""
        return ["order", "owner"] if is_delegate(request) else []

    def get_inlines(self, request: HttpRequest, obj: RuleGroup | None) -> list[type[RecordInline]]:
        return [RuleInline] if obj else []
