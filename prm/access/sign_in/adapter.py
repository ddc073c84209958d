from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody makes a sign-in for themselves: a person gets one by invitation, with a company and a role."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
