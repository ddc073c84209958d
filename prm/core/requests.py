"""Requests as the portal's views see them."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from prm.core.actor import Actor


class PortalRequest(HttpRequest):
    """A request of somebody signed in, inside their transaction."""

    actor: Actor
    htmx: HtmxDetails
