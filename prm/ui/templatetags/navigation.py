"""`{% load navigation %}`: the frame's links, for the person who asks."""

from __future__ import annotations

from django.template import Context, Library
from django.utils.translation import gettext

from prm.core.actor import Actor
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
    return f"{actor.brand_owner_name} {portal_kind(context)}".strip() if actor else portal_kind(context)


@register.simple_tag(takes_context=True)
def portal_kind(context: Context) -> str:
    """Which of the two portals this is."""
    actor = actor_of(context)
    return gettext("Channel Portal") if actor and actor.is_brand_owner else gettext("Partner Portal")


@register.simple_tag(takes_context=True)
def navigation_groups(context: Context) -> list[tuple[navigation.Group, list[navigation.Link]]]:
    """The sidebar's groups."""
    actor = actor_of(context)
    return navigation.navigation(actor.role, _view(context)) if actor else []


@register.simple_tag(takes_context=True)
def bottom_links(context: Context) -> list[navigation.Link]:
    """The phone's bottom bar, without More."""
    actor = actor_of(context)
    return navigation.bottom_bar(actor.role, _view(context)) if actor else []


@register.simple_tag(takes_context=True)
def account_links(context: Context) -> list[navigation.Link]:
    """The pages of a person's own account."""
    return navigation.links(navigation.ACCOUNT, None, _view(context))


@register.simple_tag
def page_url(view: str) -> str:
    """The address of a page, empty as long as it does not exist."""
    return navigation.address(view)
