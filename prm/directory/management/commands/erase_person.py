from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.erasing.actions import erase_person
from prm.directory.models import Person


class Command(BaseCommand):
    help = "Makes all records of a deactivated person anonymous. This cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the person's key, as in the address of their page")

    def handle(self, *arguments: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            person = Person.objects.filter(key=options["key"]).first()
            if person is None:
                raise CommandError(f"There is no person of the key {options['key']}.")
            try:
                erased = erase_person(person, actor=SYSTEM)
            except ValidationError as refused:
                raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write("The person is erased." if erased else "The person had been erased before.")
