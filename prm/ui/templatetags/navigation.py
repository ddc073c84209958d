"""`{% load navigation %}`: the frame around every page, for the person who asks."""

from __future__ import annotations

from functools import lru_cache

from django.template import Context, Library
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from prm.core.actor import Actor, Role, Side
from prm.ui import navigation

register = Library()


def actor_of(context: Context) -> Actor | None:
    """Who asks; None before sign-in, on account pages and where an error came before the actor was built."""
    return getattr(context.get("request"), "actor", None)


def _view(context: Context) -> str:
    request = context.get("request")
    return navigation.view_name(request) if request else ""


@register.simple_tag(takes_context=True)
def current_actor(context: Context) -> Actor | None:
    """The actor, or None."""
    return actor_of(context)


@register.simple_tag(takes_context=True)
def portal_name(context: Context) -> str:
    """The portal's full name, for titles: the brand owner's name where it is known, and which portal it is."""
    actor = actor_of(context)
    return f"{actor.brand_owner_name} {portal_kind(actor)}" if actor else portal_kind(None)


@register.simple_tag
def portal_kind(actor: Actor | None) -> str:
    """Which of the two portals this is."""
    return gettext("Channel Portal") if actor and actor.is_brand_owner else gettext("Partner Portal")


@register.simple_tag(takes_context=True)
def look(context: Context) -> SafeString:
    """Attributes of `<html>` for the colors and the height of rows that a person has set; none before sign-in."""
    actor = actor_of(context)
    chosen = [("theme", actor.theme), ("density", actor.density)] if actor else []
    return format_html_join("", ' data-{}="{}"', [(name, value) for name, value in chosen if value])


@register.simple_tag(takes_context=True)
def frame_part(context: Context, part: str) -> SafeString:
    """`sidebar`, `top` or `bottom_bar`: the same for a person on a page until they change, so drawn once and kept."""
    actor = actor_of(context)
    seen = (actor.role, actor.side, actor.name, actor.organization_name, actor.brand_owner_name) if actor else None
    place = f"{get_urlconf() or ''} {get_script_prefix()}"
    unread = _unread(context) if part == "top" else 0
    return _frame_part(part, seen, _view(context), get_language() or "", place, unread)


def _unread(context: Context) -> int:
    """How many notices wait for whoever asks, as it was counted with the actor."""
    counts: dict[str, int] = getattr(context.get("request"), "frame_counts", {})
    return counts.get("notices", 0)


@lru_cache(maxsize=1024)
def _frame_part(
    part: str, seen: tuple[Role, Side, str, str, str] | None, view: str, language: str, place: str, unread: int
) -> SafeString:
    actor = None
    if seen:
        role, side, name, organization, brand_owner = seen
        actor = Actor(role, side, name=name, organization_name=organization, brand_owner_name=brand_owner)
    return mark_safe(render_to_string(f"ui/_{part}.html", {"actor": actor, "view": view, "unread": unread}))  # noqa: S308


@register.simple_tag
def navigation_groups(actor: Actor, view: str) -> list[tuple[navigation.Group, list[navigation.Link]]]:
    """The sidebar's groups."""
    return navigation.navigation(actor.role, view)


@register.simple_tag
def bottom_links(actor: Actor, view: str) -> list[navigation.Link]:
    """The phone's bottom bar, without More."""
    return navigation.bottom_bar(actor.role, view)


@register.simple_tag(takes_context=True)
def account_links(context: Context) -> list[navigation.Link]:
    """The pages of a person's own account."""
    return navigation.links(navigation.ACCOUNT, None, _view(context))


@register.simple_tag
def page_url(view: str) -> str:
    """The address of a page, empty as long as it does not exist."""
    return navigation.address(view)
