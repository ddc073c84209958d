"""The gallery of components."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prm.ui import gallery
from prm.ui.permissions import may_see_gallery


@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component with what it takes, an example and the example's source."""
    if not may_see_gallery(getattr(request, "actor", None)):
        raise Http404
    return render(request, "ui/gallery.html", {"shown": gallery.shown(request)})


@require_safe
def find_options(request: HttpRequest) -> HttpResponse:
    """What the gallery's combo box finds."""
    if not may_see_gallery(getattr(request, "actor", None)):
        raise Http404
    typed = request.GET.get("typed", "")
    options = [option for option in gallery.OPTIONS if typed.lower() in option.name.lower()]
    return render(request, "ui/examples/combo_options.html", {"options": options, "typed": typed})
