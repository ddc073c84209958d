from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from prm.core.actor import Role
from prm.core.administration.pages import RecordAdmin, is_delegate

View = Callable[..., HttpResponse]


class AdministrationSite(UnfoldAdminSite):  # type: ignore[misc]
    """Django admin for administrators only. People sign in, sign out and change passwords on the portal's own pages,
    which know second factors and rate limits."""

    index_title = _("Set up the portal")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Only pages built on `RecordAdmin`: those that packages bring along read tables closed to administrators."""
        if admin_class is not None and issubclass(admin_class, RecordAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators, and others on a page for which `admin_view` found that it is delegated to them."""
        actor = getattr(request, "actor", None)
        if is_delegate(request):
            return True
        return actor is not None and actor.role == Role.ADMINISTRATOR and super().has_permission(request)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Anonymous people go to the sign-in; everybody else who is no administrator is refused.

        But for what a kind of record delegates, and the words of its scripts.
        """
        guarded: View = super().admin_view(view, cacheable)
        pages = getattr(view, "__self__", None)

        def inner(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not self.has_permission(request) and self._is_delegated(pages, view, request):
                request.is_delegate = True  # type: ignore[attr-defined]
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *arguments, **named)

        return update_wrapper(inner, guarded)

    def _build_app_dict(self, request: HttpRequest, label: str | None = None) -> dict[str, Any]:
        """Others have no list of apps: it would ask for rights whose tables are closed to them."""
        if is_delegate(request):
            return {}
        found: dict[str, Any] = super()._build_app_dict(request, label)
        return found

    def _is_delegated(self, pages: object, view: View, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        if actor is None or not actor.is_brand_owner:
            return False
        if pages is self and view == self.i18n_javascript:
            return any(kind.delegated_to(request) for kind in self._registry.values())
        return isinstance(pages, RecordAdmin) and pages.delegated_to(request)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        index = reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return redirect(index)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or index, settings.LOGIN_URL)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Handed on as the POST it is."""
        return redirect("account_logout", preserve_request=True)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_change_password")
