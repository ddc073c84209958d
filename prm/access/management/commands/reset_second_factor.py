from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from prm.access.models import User
from prm.access.second_factor.actions import reset_second_factor
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as


class Command(BaseCommand):
    help = "Removes the second factors of somebody who lost them and signs them out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *arguments: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            user = User.objects.filter(email__iexact=options["email"]).first()
            if user is None:
                raise CommandError(f"Nobody signs in with {options['email']}: check the address.")
            count = reset_second_factor(user, actor=SYSTEM)
        self.stdout.write(
            f"{user.email} has no second factor now ({count} removed) and is signed out everywhere. "
            "The password still works; it is noted in the log of sign-ins."
        )
