from __future__ import annotations

from typing import Any

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prm.core import roles


class Command(BaseCommand):
    help = "Creates the database roles, the database and its extensions, once per PostgreSQL cluster."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        app, owner = settings.DATABASES["default"], settings.DATABASES.get("owner", {})
        if not settings.DATABASE_ADMIN_ADDRESS:
            raise CommandError("DATABASE_ADMIN_URL is missing: creating roles needs a superuser of PostgreSQL.")
        passwords = {"owner_password": owner.get("PASSWORD", ""), "app_password": app["PASSWORD"]}
        try:
            roles.prepare(settings.DATABASE_ADMIN_ADDRESS, app["NAME"], **passwords)
        except (roles.RoleProblem, psycopg2.Error) as error:
            raise CommandError(str(error).strip()) from error
        self.stdout.write(f"Roles and database {app['NAME']} are ready.")
