"""Inviting people, the list of invitations, and new partner companies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prm.access.invitations import actions
from prm.access.invitations.forms import InviteForm, PartnerForm
from prm.access.invitations.listing import is_sending, list_page
from prm.access.models import Invitation
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.partners.permissions import may_enter_partner, may_list_partners
from prm.directory.people.permissions import may_invite

ALL = "all"


@require_safe
def invitations(request: PortalRequest) -> HttpResponse:
    """The invitations to the companies that the reader invites to; open ones, or all of them."""
    if not may_invite(request.actor):
        raise PermissionDenied
    shows_all = request.GET.get("show") == ALL
    rows = Invitation.objects.visible_to(request.actor)
    page = list_page(rows if shows_all else rows.open(), request.GET.get("cursor", ""), request.actor)
    context = {"page": page, "shows_all": shows_all, "is_sending": is_sending(page.rows)}
    return render(request, "access/invitations/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PortalRequest) -> HttpResponse:
    """Invite somebody to the own company, or to one that the reader looks after."""
    if not may_invite(request.actor):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, actor=request.actor, company=request.GET.get("company", ""))
    if form.is_valid():
        invitation = form.invitation()
        try:
            actions.write_invitation(invitation, actor=request.actor)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("The invitation goes to %(email)s.") % {"email": invitation.email})
            return redirect("people_invitations")
    return _page(request, "access/invitations/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def enter_partner(request: PortalRequest) -> HttpResponse:
    """New partner company, together with the invitation of its first person."""
    if not may_list_partners(request.actor):
        raise Http404
    if not may_enter_partner(request.actor):
        raise PermissionDenied
    form = PartnerForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        organization, invitation = form.organization(), form.invitation()
        try:
            actions.invite_partner(organization, invitation, actor=request.actor)
        except ValidationError as refused:
            _add(form, refused)
        else:
            told = {"company": organization.name, "email": invitation.email}
            messages.success(request, _("%(company)s was saved; the invitation goes to %(email)s.") % told)
            return redirect("partners:detail", key=organization.key)
    return _page(request, "access/invitations/enter_partner.html", {"form": form})


@require_POST
def send_again(request: PortalRequest, key: str) -> HttpResponse:
    """Mail the invitation anew, with a new link."""
    invitation = _load(request, key)
    if actions.send_again(invitation, actor=request.actor):
        told = {"email": invitation.email}
        messages.success(request, _("A new link goes to %(email)s; the former one no longer works.") % told)
    else:
        messages.warning(request, _("That invitation was accepted or withdrawn by now."))
    return redirect("people_invitations")


@require_POST
def withdraw(request: PortalRequest, key: str) -> HttpResponse:
    """Stop the link from working."""
    invitation = _load(request, key)
    if actions.withdraw(invitation, actor=request.actor):
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    else:
        messages.warning(request, _("That invitation was accepted or withdrawn by now."))
    return redirect("people_invitations")


def _load(request: PortalRequest, key: str) -> Invitation:
    """The invitation of an address, as far as the actor may see it: otherwise 404, as for one that is not there."""
    rows = Invitation.objects.visible_to(request.actor).select_related("organization")
    return get_object_or_404(rows, key=key)


def _add(form: PartnerForm, refused: ValidationError) -> None:
    """The company's name, with what a constraint says of it, is a field of another name here than in the record."""
    errors = dict(refused.error_dict)
    for name in ("name", NON_FIELD_ERRORS):
        if name in errors:
            form.add_error("company_name", errors.pop(name))
    add_refusals(form, ValidationError(errors))


def _page(request: PortalRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
