"""What allauth asks the portal about second factors, and its messages in our words."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.access.models import User
from prm.access.second_factor.actions import FACTORS, is_required


class RequiredByRole(DefaultMFAAdapter):
    """Whoever's role asks for a second factor keeps the last one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy("Turn the second factor off before you add an address."),
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second factor. Set up another one before you turn this off."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an app or a key first."),
        "incorrect_code": gettext_lazy(
            "This code does not match. Codes change every 30 seconds: type the one shown now."
        ),
        "unverified_email": gettext_lazy("Confirm your e-mail address first: open the link in the mail."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Key %(number)d") % {"number": count + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return others.exists() or not is_required(authenticator.user)
