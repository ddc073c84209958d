from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from prm.core.database_router import OWNER_ALIAS


class Command(migrate.Command):
    """Migrates as the owner of the tables: Django's default would be the alias that may change none."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER_ALIAS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == OWNER_ALIAS and OWNER_ALIAS not in connections.settings:
            raise CommandError("DATABASE_OWNER_URL is missing: migrations run as prm_owner.")
        super().handle(*args, **options)
