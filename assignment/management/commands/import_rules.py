"""`manage.py import_rules FILE`: groups and rules of a YAML file into the draft. Nothing is in force by that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assignment.cases import CaseFileError
from assignment.cases.text_file import read_text
from assignment.exchange.actions import import_rules
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as


class Command(BaseCommand):
    help = "Makes the groups that a YAML file names what the file says, in the draft. Publish them in Django admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *arguments: Any, file: Path, **options: Any) -> None:
        try:
            text = read_text(file)
            with acting_as(SYSTEM):
                groups = import_rules(text, actor=SYSTEM)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except CaseFileError as error:
            raise CommandError(f"{file}: {error}. Nothing was imported.") from error
        names = ", ".join(group.name for group in groups)
        self.stdout.write(f"In the draft now: {names}. Read the difference and publish it in Django admin.")
