"""Saving, listing, renaming, sharing and deleting searches of the lists of opportunities."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.lists import address, list_of, title
from opportunities.searches.forms import SearchForm
from opportunities.searches.reading import PREFIX, shown_searches
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.core.saved_searches import actions
from prm.core.saved_searches.models import SavedSearch
from prm.core.saved_searches.permissions import may_change


@require_safe
def searches(request: PortalRequest, list_name: str) -> HttpResponse:
    """The saved searches of a list."""
    asked = list_of(list_name, request.GET, request.actor)
    found = shown_searches(list_name, request.actor)
    context = {"searches": found, "back": asked.url, "list_title": title(list_name)}
    return render(request, "opportunities/searches/searches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def save_search(request: PortalRequest, list_name: str) -> HttpResponse:
    """Save what the address asks for under a name."""
    asked = list_of(list_name, request.GET, request.actor)
    form = SearchForm(request.POST if request.method == "POST" else None)
    back = address(asked.url, asked.searched_for)
    if form.is_valid():
        try:
            actions.save_search(
                actor=request.actor, list_name=f"{PREFIX}{list_name}", query=asked.searched_for, **form.cleaned_data
            )
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
            return redirect(back)
    context = {"form": form, "back": back, "search": None, "list_title": title(list_name)}
    return render(request, "opportunities/searches/search.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_search(request: PortalRequest, key: str) -> HttpResponse:
    """Rename a saved search, share it or stop sharing it."""
    search = _changeable(request, key)
    list_name = search.list.removeprefix(PREFIX)
    back = reverse("opportunities:searches", args=[list_name])
    form = SearchForm(
        request.POST if request.method == "POST" else None, initial={"name": search.name, "shared": search.shared}
    )
    if form.is_valid():
        try:
            actions.change_search(search, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
            return redirect(back)
        except ValidationError as refused:
            add_refusals(form, refused)
    context = {"form": form, "back": back, "search": search, "list_title": title(list_name)}
    return render(request, "opportunities/searches/search.html", context, status=422 if form.is_bound else 200)


@require_POST
def delete_search(request: PortalRequest, key: str) -> HttpResponse:
    """Delete a saved search for everybody who sees it."""
    search = _changeable(request, key)
    actions.delete_search(search, actor=request.actor)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": search.name})
    return redirect("opportunities:searches", list_name=search.list.removeprefix(PREFIX))


def _changeable(request: PortalRequest, key: str) -> SavedSearch:
    search = get_object_or_404(SavedSearch.objects.visible_to(request.actor).filter(list__startswith=PREFIX), key=key)
    if not may_change(request.actor, search):
        raise PermissionDenied
    return search
