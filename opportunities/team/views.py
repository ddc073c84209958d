from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.frame import frame, load
from opportunities.models import Member, Opportunity
from opportunities.team import permissions
from opportunities.team.by_hand import add_member, remove_member
from opportunities.team.forms import AddForm, offered_people
from opportunities.team.offers import links
from opportunities.team.primary import hand_back, hand_over, hand_primary, taker, taker_back
from opportunities.team.reading import companies, found, past_members, unanswered
from prm.access.requests import PortalRequest
from prm.core.actor import Actor
from prm.core.refusals import add_refusals


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """The opportunity, opened at its Sales Team; while people still join, the team asks for itself every second."""
    opportunity = load(key, request.actor)
    template = "opportunities/team/_joined.html" if request.htmx else "opportunities/team/detail.html"
    return render(request, template, _context(opportunity, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: PortalRequest, key: str) -> HttpResponse:
    """Put somebody on the team by hand."""
    opportunity = load(key, request.actor)
    if not permissions.may_add_people(request.actor, opportunity):
        raise PermissionDenied
    form = AddForm(request.POST if request.method == "POST" else None, opportunity=opportunity, actor=request.actor)
    if form.is_valid() and (person := form.cleaned_data["chosen"]):
        try:
            add_member(opportunity, person, actor=request.actor)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("%(name)s is on the sales team.") % {"name": person.name})
            return redirect("opportunities:detail", key=key)
    context = _context(opportunity, request.actor) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "opportunities/team/detail.html", context, status=status)


@require_safe
def addable_people(request: PortalRequest, key: str) -> HttpResponse:
    """People for the typeahead, as far as the reader may add them."""
    opportunity = load(key, request.actor)
    if not permissions.may_add_people(request.actor, opportunity):
        raise PermissionDenied
    typed = request.GET.get("typed", "").replace("\x00", "")[:200].strip()
    people = offered_people(typed, opportunity, request.actor)
    options = [
        {"key": row.key, "name": row.name, "place": row.job_title, "note": row.organization.name} for row in people
    ]
    return render(request, "opportunities/_options.html", {"options": options, "typed": typed})


@require_POST
def remove_person(request: PortalRequest, key: str, person_key: str) -> HttpResponse:
    opportunity = load(key, request.actor)
    member = _member(opportunity, person_key)
    remove_member(opportunity, member, actor=request.actor)
    messages.success(request, _("%(name)s is no longer on the sales team.") % {"name": member.person.name})
    # Who left may not be allowed to see it any more.
    left = member.person_id == request.actor.person_id
    return redirect("opportunities:my") if left else redirect("opportunities:detail", key=key)


@require_POST
def make_primary(request: PortalRequest, key: str, person_key: str) -> HttpResponse:
    """Hand the primary to a member; `before` is the person who was primary on the page."""
    opportunity = load(key, request.actor)
    member = _member(opportunity, person_key)
    before = (
        Member.objects.of(opportunity).filter(person__key=request.POST.get("before", "").replace("\x00", "")).first()
    )
    try:
        hand_primary(opportunity, member, actor=request.actor, before=before.person_id if before else 0)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(name)s is primary now.") % {"name": member.person.name})
    return redirect("opportunities:detail", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def give_to_brand_owner(request: PortalRequest, key: str) -> HttpResponse:
    """Asks first, since the partner cannot take it back alone."""
    opportunity = load(key, request.actor)
    if not permissions.may_hand_over(request.actor, opportunity):
        raise PermissionDenied
    if request.method == "POST":
        return _handed(request, opportunity, hand_over)
    context = {"opportunity": opportunity, "taker": taker(opportunity)}
    return render(request, "opportunities/team/give_to_brand_owner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: PortalRequest, key: str) -> HttpResponse:
    opportunity = load(key, request.actor)
    if not permissions.may_hand_back(request.actor, opportunity):
        raise PermissionDenied
    if request.method == "POST":
        return _handed(request, opportunity, hand_back)
    context = {"opportunity": opportunity, "taker": taker_back(opportunity)}
    return render(request, "opportunities/team/give_back.html", context)


def _handed(request: PortalRequest, opportunity: Opportunity, verb: Any) -> HttpResponse:
    try:
        person = verb(opportunity, actor=request.actor)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(name)s is primary now.") % {"name": person.name})
    return redirect("opportunities:detail", key=opportunity.key)


def _member(opportunity: Opportunity, person_key: str) -> Member:
    members = Member.objects.of(opportunity).select_related("person__organization")
    member = members.filter(person__key=person_key).first()
    if member is None:
        raise Http404
    return member


def _context(opportunity: Opportunity, actor: Actor) -> dict[str, Any]:
    # Before the team: the assignment may commit in between, and the page must not stop asking with a team of before.
    result = found(opportunity, actor)
    context = frame(opportunity, actor, "team")
    return context | {
        "found": unanswered(result, context["team"]),
        "companies": companies(opportunity, context["team"], actor),
        "past": past_members(opportunity, context["team"]),
        "may_add_people": permissions.may_add_people(actor, opportunity),
        "links": links(opportunity, actor),
        "may_hand_over": permissions.may_hand_over(actor, opportunity),
        "may_hand_back": permissions.may_hand_back(actor, opportunity),
    }
