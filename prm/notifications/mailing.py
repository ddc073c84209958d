"""A notice as a mail: subject, text and HTML in the reader's language, with dates in their zone."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from anymail.exceptions import AnymailInvalidAddress, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from opportunities.models import Opportunity
from prm.access.models import User
from prm.core.actor import Actor
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from prm.notifications.stopping import stop_address
from prm.notifications.words import names_in, words_of
from prm.ui.marks import amounts, days

TEMPLATE = "notifications/mail/notice"
LONGEST_SUBJECT = 150


class Refused(Exception):
    """The mail server will never take this mail; the message says what it said."""


def send(notice: Notice, actor: Actor) -> None:
    """Hand the mail of a notice to the mail server. Raises Refused, and OSError where it may be tried again."""
    mail = mail_of(notice, actor)
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        _raise_for_good(code, said, refused)
    except SMTPDataError as refused:
        _raise_for_good(refused.smtp_code, refused.smtp_error, refused)
    except (AnymailRecipientsRefused, AnymailInvalidAddress) as refused:
        raise Refused(str(refused)) from refused


def mail_of(notice: Notice, actor: Actor) -> EmailMultiAlternatives:
    """The mail to the reader of a notice who may open its opportunity. Runs as the system."""
    stop = stop_address(actor.person_key)
    with translation.override(actor.language), timezone.override(ZoneInfo(actor.time_zone)):
        context = _context(notice, actor) | {"stop": stop}
        subject = " ".join(render_to_string(f"{TEMPLATE}_subject.txt", context).split())
        text = render_to_string(f"{TEMPLATE}_message.txt", context)
        html = render_to_string(f"{TEMPLATE}_message.html", context)
    address = User.objects.values_list("email", flat=True).get(person_id=actor.person_id)
    mail = EmailMultiAlternatives(subject[:LONGEST_SUBJECT], text, to=[address], headers=_headers(notice, stop))
    mail.attach_alternative(html, "text/html")
    return mail


def _raise_for_good(code: int, said: bytes | str, refused: OSError) -> None:
    """A code of 500 and more is for good, one of 400 for now."""
    if code < 500:
        raise refused
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    raise Refused(f"{code} {words}") from refused


def _headers(notice: Notice, stop: str) -> dict[str, str]:
    """One Message-ID a notice, so that mail programs know a repeated one; and a way out by one click (RFC 8058)."""
    host = urlsplit(settings.PORTAL_ADDRESS).hostname or "localhost"
    return {
        "Message-ID": f"<notice-{notice.key}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _context(notice: Notice, actor: Actor) -> dict[str, Any]:
    related = ("account", "currency", "stage", "partner", "primary_person")
    opportunity = Opportunity.objects.select_related(*related).get(pk=notice.opportunity_id)
    # As the reader: a mail names nobody whom their pages hide.
    with acting_as(actor):
        names = names_in([notice.parameters])
    words = words_of(notice.kind, notice.parameters, opportunity=opportunity.name, names=names)
    page = reverse("opportunities:detail", kwargs={"key": opportunity.key})
    return {
        "name": actor.name,
        "portal": actor.brand_owner_name,
        "language": actor.language,
        "words": words,
        # A mail is read on any day: never "today", always with the year.
        "at": days.moment(notice.created_at, date.min, timezone.get_current_timezone()),
        "opportunity": opportunity,
        "is_direct": opportunity.partner.kind == "brand_owner",
        "amount": amounts.money(opportunity.amount, opportunity.currency_id),
        "closes": days.full_day(opportunity.close_date),
        "link": settings.PORTAL_ADDRESS + page,
        "all_notices": settings.PORTAL_ADDRESS + reverse("notifications:notices"),
    }
