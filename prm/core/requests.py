"""Requests as the portal's views see them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from prm.core.actor import Actor


class PortalRequest(HttpRequest):
    """A request of somebody signed in, inside their transaction."""

    actor: Actor
    frame_counts: Mapping[str, int]
    htmx: HtmxDetails
