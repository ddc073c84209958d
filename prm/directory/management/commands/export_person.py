from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.erasing.actions import export_person
from prm.directory.models import Person


class Command(BaseCommand):
    help = "Writes everything that is stored about a person as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the person's key, as in the address of their page")

    def handle(self, *arguments: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            person = Person.objects.filter(key=options["key"]).first()
            if person is None:
                raise CommandError(f"There is no person of the key {options['key']}.")
            data = export_person(person, actor=SYSTEM)
        self.stdout.write(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
