"""A person's skills and place: a tab of their page; each part has an address at which it is open for changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignment.availability.reading import profile_of
from assignment.frame import frame, load, load_for_skills, saved, sent
from assignment.models import PersonSkill
from assignment.skills import actions
from assignment.skills.portal_forms import LevelForm, PlaceForm, SkillForm
from assignment.skills.reading import skills_of
from prm.core.requests import PortalRequest
from prm.directory.models import Person


@require_safe
def skills(request: PortalRequest, key: str) -> HttpResponse:
    """What somebody knows and where they work."""
    return _page(request, load(key, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
def add_skill(request: PortalRequest, key: str) -> HttpResponse:
    """One more skill or certification."""
    person = load_for_skills(key, request.actor)
    return _edit(request, person, "skill", SkillForm(sent(request)), partial(actions.add_skill, person))


@require_http_methods(["GET", "HEAD", "POST"])
def change_skill(request: PortalRequest, key: str, skill_key: str) -> HttpResponse:
    """Another level of expertise."""
    person = load_for_skills(key, request.actor)
    skill = _skill(person, skill_key)
    form = LevelForm(sent(request), skill=skill)
    return _edit(request, person, "level", form, partial(actions.change_skill, skill), changing=skill)


@require_POST
def remove_skill(request: PortalRequest, key: str, skill_key: str) -> HttpResponse:
    """Rules no longer find the person by it."""
    person = load_for_skills(key, request.actor)
    skill = _skill(person, skill_key)
    if actions.remove_skill(skill, actor=request.actor):
        messages.success(request, _("%(item)s was removed.") % {"item": skill.item})
    return redirect("assignment:skills", key=person.key)


@require_http_methods(["GET", "HEAD", "POST"])
def set_place(request: PortalRequest, key: str) -> HttpResponse:
    """Territory and place of work."""
    person = load_for_skills(key, request.actor)
    form = PlaceForm(sent(request), profile=profile_of(person))
    return _edit(request, person, "place", form, partial(actions.set_place, person))


def _skill(person: Person, key: str) -> PersonSkill:
    skills = PersonSkill.objects.select_related("person", "level")
    skill: PersonSkill = get_object_or_404(skills, key=key, person=person)
    return skill


def _edit(
    request: PortalRequest, person: Person, part: str, form: Any, verb: Callable[..., object], **more: Any
) -> HttpResponse:
    if saved(request, form, verb):
        return redirect("assignment:skills", key=person.key)
    return _page(request, person, {"part": part, "form": form, **more})


def _page(request: PortalRequest, person: Person, opened: Mapping[str, Any] | None = None) -> HttpResponse:
    context = frame(person, request.actor, "skills")
    context |= {"skills": skills_of(person), "profile": profile_of(person), "part": "", "changing": None}
    status = 422 if request.method == "POST" else 200
    return render(request, "assignment/skills/skills.html", context | dict(opened or {}), status=status)
