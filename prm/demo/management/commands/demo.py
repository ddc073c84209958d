from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections

from prm.demo.cast import CAST, password
from prm.demo.serve import DemoServer, PortInUseError, require_port


class Command(BaseCommand):
    help = "Prepares the database with demo data and serves the portal with everything in one process."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.DEMO_PORT)
        parser.add_argument("--prepare-only", action="store_true", help="stop before serving")
        parser.add_argument("--without-data", action="store_true", help="serve an empty portal")

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        if not settings.DEMO:
            raise CommandError("These are the variables of an installation: take them away for the demo.")
        try:
            require_port(port)
            self._prepare(with_data=not options["without_data"])
        except PortInUseError as problem:
            raise CommandError(str(problem)) from problem
        except DatabaseError as problem:
            raise CommandError(_words(problem)) from problem
        if not options["prepare_only"]:
            self._introduce(port)
            # A connection must not be shared with the process that serves.
            connections.close_all()
            DemoServer(port).run()

    def _prepare(self, *, with_data: bool) -> None:
        if settings.DATABASE_ADMIN_ADDRESS and not settings.EMBEDDED:
            call_command("prepare_database", stdout=self.stdout)
        self._say("Database: bringing tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        self._say("Pages: collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        if with_data:
            self._say("Demo data: loading what is missing")
            call_command("load_demo", stdout=self.stdout)

    def _introduce(self, port: int) -> None:
        self._say(f"\nThe portal is at http://localhost:{port}/ (Ctrl-C ends it). Sign in as")
        width = max(len(member.email) for member in CAST)
        for member in CAST:
            self._say(f"  {member.email:<{width}}  {member.part}")
        self._say(f"with the password  {password()}")
        if settings.EMAIL_BACKEND.startswith("prm.demo."):
            self._say(f"Mail to any of them is at http://localhost:{port}/mail/")
        self._say("")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _words(problem: DatabaseError) -> str:
    if "No space left on device" in str(problem):
        return "The disk is full: free some space and start again; what was saved is kept."
    return f"The database refused: {str(problem).strip().splitlines()[0]}"
