"""What every page of a partner company shares: header, facts and tabs. Its own people see the same card."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from prm.core.actor import Actor
from prm.directory.models import Organization
from prm.directory.partners.permissions import may_edit_partner, may_list_partners
from prm.directory.people.permissions import may_invite_to


def load(key: str, actor: Actor) -> Organization:
    """The partner of an address, as far as the actor may see it: otherwise 404, as for one that is not there."""
    rows = Organization.objects.visible_to(actor).partners()
    partner: Organization = get_object_or_404(rows.select_related("territory", "parent", "channel_manager"), key=key)
    return partner


def frame(partner: Organization, actor: Actor, tab: str) -> dict[str, Any]:
    """Context of `directory/partners/frame.html`; `tab` is the name that the template gives the open one."""
    visible = Organization.objects.visible_to(actor)
    return {
        "partner": partner,
        "tab": tab,
        "is_own": partner.pk == actor.organization_id,
        "may_invite": partner.active and may_invite_to(actor, partner),
        "may_edit": may_edit_partner(actor, partner),
        "may_list_partners": may_list_partners(actor),
        # The policy shows a parent only to whom it is visible.
        "parent": partner.parent,
        "opens_manager": not actor.is_partner or partner.pk == actor.organization_id,
        "below": list(visible.filter(parent=partner).order_by("name_sort", "key")),
    }
