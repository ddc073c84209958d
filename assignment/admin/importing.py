"""The page on which a file comes in, for groups with their rules and for cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assignment.cases import CaseFileError
from assignment.exchange.forms import RuleFileForm
from assignment.versions.permissions import may_publish
from prm.core.administration.pages import RecordAdmin, actor_of


@dataclass(frozen=True, slots=True)
class Import:
    """What a file is for: the verb that takes its text, the words around it, and the page that follows."""

    verb: Callable[..., Any]
    title: Promise
    intro: Promise
    done: Promise
    next_page: str


def import_page(pages: RecordAdmin, request: HttpRequest, wanted: Import) -> HttpResponse:
    """The form, or what became of the file."""
    if not may_publish(actor_of(request)):
        raise PermissionDenied
    form = RuleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _imported(form, request, wanted):
        messages.success(request, str(wanted.done))
        return redirect(wanted.next_page)
    context = pages.admin_site.each_context(request) | {"form": form, "opts": pages.opts}
    context |= {"title": wanted.title, "intro": wanted.intro}
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/assignment/import.html", context, status=status)


def yaml_file(text: str, name: str) -> HttpResponse:
    """A file to be saved."""
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _imported(form: RuleFileForm, request: HttpRequest, wanted: Import) -> bool:
    """Whether the file fitted; if not, the form says where."""
    try:
        wanted.verb(form.text, actor=actor_of(request))
    except CaseFileError as refused:
        text = _("Nothing was imported. What does not fit: %(place)s.")
        form.add_error("file", text % {"place": refused})
        return False
    return True
