from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Stops this checkout's embedded database."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        # By name: the wiring stands above every app, and no app imports it.
        stop = import_string("prm.embedded_postgres.stop")
        problem = import_string("prm.embedded_postgres.EmbeddedPostgresError")
        try:
            stopped = stop()
        except problem as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The embedded database is stopped." if stopped else "No embedded database was running.")
