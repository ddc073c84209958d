"""A new opportunity that begins with what is known of another one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils import timezone

from opportunities.models import Opportunity, RevenueLine
from opportunities.restricted.reading import opened
from prm.core.actor import Actor
from prm.directory.models import Account


def original(key: str, actor: Actor) -> Opportunity:
    """The opportunity to copy, as far as the actor sees it. Raises Http404; NotOpened."""
    visible = Opportunity.objects.visible_to(actor).valid().for_page(actor)
    found: Opportunity | None = visible.filter(key=key.replace("\x00", "")).first()
    if found is None:
        raise Http404
    opened(found, actor)
    return found


def copied_values(opportunity: Opportunity, actor: Actor) -> dict[str, Any]:
    """Initial values of the form: of the customer only what is in the actor's book, of the days none that is over."""
    values: dict[str, Any] = {
        "name": opportunity.name,
        "type": opportunity.type,
        "currency": opportunity.currency_id,
        "source": opportunity.source.code if opportunity.source else "",
        "description": opportunity.description,
    }
    account = opportunity.account
    if account is not None and Account.objects.visible_to(actor).filter(pk=account.pk).exists():
        values |= {"account": account.name, "account_key": account.key}
        if opportunity.contact and opportunity.contact.partner_id == actor.organization_id:
            values |= {"contact": opportunity.contact.name, "email": opportunity.contact.email}
    if opportunity.close_date >= timezone.localdate():
        values["close_date"] = opportunity.close_date
    return values


def copied_lines(opportunity: Opportunity) -> list[dict[str, Any]]:
    """Initial values of the lines, without products that are no longer sold."""
    lines = RevenueLine.objects.of(opportunity).kept().filter(product__active=True).select_related("product")
    return [
        {"product": line.product.key, "quantity": _short(line.quantity), "unit_price": _short(line.unit_price)}
        for line in lines
    ]


def _short(number: Decimal) -> Decimal:
    return Decimal(f"{number.normalize():f}")
