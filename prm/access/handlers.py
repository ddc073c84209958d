"""What the sign-in does after a commit."""

from __future__ import annotations

from prm.access.events import PasswordLinkAsked
from prm.access.sign_in.actions import mail_new_password_link
from prm.core.outbox.events import handles


@handles(PasswordLinkAsked)
def mail_link(event: PasswordLinkAsked, outbox_id: int) -> None:
    mail_new_password_link(event.email, site=event.site)
