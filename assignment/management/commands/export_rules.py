"""`manage.py export_rules [--number NUMBER | --draft]`: groups and rules as YAML, to standard output."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assignment.exchange.staff import load_staff
from assignment.exchange.writing import rule_file
from assignment.models import RuleVersion
from assignment.versions.content import draft, groups_in
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as


class Command(BaseCommand):
    help = "Writes the rules in force as YAML; with --draft those of the editor, with --number those of a version."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--draft", action="store_true", help="the rules as they stand in the editor")
        which.add_argument("--number", type=int, help="the rules of this version")

    def handle(self, *arguments: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            text = rule_file(groups_in(draft() if options["draft"] else _published(options["number"])), load_staff())
        self.stdout.write(text, ending="")


def _published(number: int | None) -> dict[str, Any]:
    versions = RuleVersion.objects.latest_first()
    version = versions.first() if number is None else versions.filter(number=number).first()
    if version is None:
        raise CommandError("There is no such version of the rules.")
    content: dict[str, Any] = version.content
    return content
