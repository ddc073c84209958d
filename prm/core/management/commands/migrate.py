from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections

from prm.core.database_router import OWNER_ALIAS


class Command(migrate.Command):
    """Migrates as the owner of the tables: Django's default would be the alias that may change none."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER_ALIAS)

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options["database"] == OWNER_ALIAS and OWNER_ALIAS not in connections.settings:
            raise CommandError("DATABASE_OWNER_URL is missing: migrations run as prm_owner.")
        return super().execute(*args, **options)
