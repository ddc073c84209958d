"""The page of a person's notices, and the way out of mails."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.models import Opportunity
from prm.access.middleware import own_transaction
from prm.access.requests import PortalRequest
from prm.core.rls import acting_as
from prm.notifications import actions
from prm.notifications.models import Notice
from prm.notifications.reading import last_refusal, shown_notices, wants_mail
from prm.notifications.stopping import person_of


@require_safe
def notices(request: PortalRequest) -> HttpResponse:
    """One's notices, newest first, and whether they also come by mail."""
    context = {
        "page": shown_notices(request.actor, request.GET.get("cursor", "")),
        "unread": request.frame_counts.get("notices", 0),
        "by_mail": wants_mail(request.actor),
        "refusal": last_refusal(request.actor),
    }
    return render(request, "notifications/notices.html", context)


@require_POST
def open_notice(request: PortalRequest, key: str) -> HttpResponse:
    """Marks a notice as read and leads to its opportunity, as far as its reader may still open it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), key=key)
    actions.open_notice(notice, actor=request.actor)
    opportunity = Opportunity.objects.visible_to(request.actor).filter(pk=notice.opportunity_id).first()
    if opportunity is None:
        messages.success(request, _("You can no longer open that opportunity. The notice is marked as read."))
        return redirect("notifications:notices")
    return redirect("opportunities:detail", key=opportunity.key)


@require_POST
def read_all(request: PortalRequest) -> HttpResponse:
    """Marks all as read."""
    actions.read_all(actor=request.actor)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notifications:notices")


@require_POST
def set_mail(request: PortalRequest) -> HttpResponse:
    """Switches mail about notices on or off."""
    by_mail = request.POST.get("by_mail") == "yes"
    actions.set_mail(actor=request.actor, by_mail=by_mail)
    if by_mail:
        messages.success(request, _("You get notices by e-mail again."))
    else:
        messages.success(request, _("You get no more e-mail about notices. They still stand here."))
    return redirect("notifications:notices")


@login_not_required
@own_transaction
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link at the end of a mail leads: a page with one button. Mail programs send the form by themselves
    (RFC 8058), without cookies; the token stands for whom it was mailed to."""
    actor = person_of(token)
    if actor is None:
        raise Http404
    if request.method == "POST":
        with acting_as(actor):
            actions.set_mail(actor=actor, by_mail=False)
    return render(request, "notifications/stop_mail.html", {"stopped": request.method == "POST"})
