"""Pages of the sign-in beside allauth's."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prm.access.requests import PortalRequest
from prm.access.sign_in import actions


@require_POST
def end_session(request: PortalRequest, pk: int) -> HttpResponse:
    """Sign out one of the own devices; the present one as well."""
    found = get_object_or_404(UserSession, pk=pk, user_id=request.user.pk)
    actions.end_session(found, actor=request.actor)
    if found.session_key == request.session.session_key:
        return redirect("account_login")
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
