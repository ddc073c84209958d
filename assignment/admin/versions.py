from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.models import RuleVersion
from assignment.rule_cases.comparing import compared
from assignment.rules.places import place_of
from assignment.rules.warnings import warnings
from assignment.versions.actions import bring_back_version, publish_rules
from assignment.versions.difference import Difference
from assignment.versions.forms import PublishForm
from assignment.versions.permissions import may_publish
from assignment.versions.reading import Proposal, changed_by, proposal, return_to
from prm.core.actor import Actor
from prm.core.administration.pages import ReadOnlyAdmin, actor_of
from prm.core.refusals import add_refusals


@admin.register(RuleVersion)
class RuleVersionAdmin(ReadOnlyAdmin):
    """Published versions, newest first; the draft is published here, and an old version brought back."""

    list_display = ["__str__", "published_at", "published_by", "note", "brings_back"]
    list_select_related = ["published_by"]
    ordering = ["-number"]
    list_before_template = "admin/assignment/publish_link.html"
    readonly_fields = ["again", "changed"]
    fieldsets = [
        (None, {"fields": [("number", "brings_back"), ("published_at", "published_by"), "note", "again"]}),
        (gettext_lazy("What it changed"), {"fields": ["changed"]}),
        (gettext_lazy("As stored"), {"fields": ["content"], "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = [
            path("publish/", view(self.publish), name="assignment_ruleversion_publish"),
            path("<path:object_id>/again/", view(self.publish_again), name="assignment_ruleversion_again"),
        ]
        return pages + super().get_urls()

    @admin.display(description=gettext_lazy("in words"))
    def changed(self, version: RuleVersion) -> str:
        return render_to_string("admin/assignment/_differences.html", {"differences": changed_by(version)})

    @admin.display(description=gettext_lazy("bring back"))
    def again(self, version: RuleVersion) -> str:
        address = reverse("admin:assignment_ruleversion_again", args=[version.pk])
        return format_html('<a href="{}" class="text-link">{}</a>', address, _("Publish this version again"))

    def publish(self, request: HttpRequest) -> HttpResponse:
        """The draft, what it would change, and the button that puts it in force."""
        return self._page(request, None)

    def publish_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same for an old version."""
        version = self.get_object(request, object_id)
        if version is None:
            raise Http404
        return self._page(request, version)

    def _page(self, request: HttpRequest, old: RuleVersion | None) -> HttpResponse:
        if not may_publish(actor_of(request)):
            raise PermissionDenied
        form = PublishForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and (version := _publish(form, actor_of(request), old)):
            messages.success(request, _("%(version)s is in force for new opportunities.") % {"version": version})
            return HttpResponseRedirect(reverse("admin:assignment_ruleversion_change", args=[version.pk]))
        # Read after the attempt: what came meanwhile is part of it.
        shown = return_to(old) if old else proposal()
        present = {"after": shown.after, "seen": shown.seen}
        if request.method == "POST":
            context = {"meanwhile": _meanwhile(form, shown)}
            # What is shown now is what the next attempt is about.
            form.data = {**form.data.dict(), **present}
        else:
            context, form.initial = {}, present
        context |= self.admin_site.each_context(request) | _told(shown, old) | {"form": form, "opts": self.opts}
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/assignment/publish.html", context, status=status)


def _told(shown: Proposal, old: RuleVersion | None) -> dict[str, Any]:
    """What the page says of a proposal."""
    title = _("Publish version %(old)d again, as version %(number)d") if old else _("Publish version %(number)d")
    # An old version names records as they were: there is nothing to mend in them.
    found = [(one, "" if old else place_of(one)) for one in warnings(shown.groups, timezone.now())]
    return {
        "title": title % {"old": old.number if old else 0, "number": shown.number},
        "shown": shown,
        "can": bool(shown.differences),
        "warnings": found,
        "cases": compared(shown.in_force, shown.groups),
    }


def _meanwhile(form: PublishForm, shown: Proposal) -> list[Difference]:
    """What the version in force changed, for somebody who looked before it came."""
    after = form.cleaned_data.get("after")
    overtaken = shown.present is not None and after is not None and after < shown.present.number
    return changed_by(shown.present) if shown.present and overtaken else []


def _publish(form: PublishForm, actor: Actor, old: RuleVersion | None) -> RuleVersion | None:
    """The new version; None where the verb refused, which the form says then."""
    said = form.cleaned_data
    try:
        if old is None:
            return publish_rules(actor=actor, **said)
        return bring_back_version(actor=actor, number=old.number, after=said["after"], note=said["note"])
    except ValidationError as refused:
        add_refusals(form, refused)
        return None
