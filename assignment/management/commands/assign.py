from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from assignment.unassigned.trials import try_again, waiting_opportunities


class Command(BaseCommand):
    help = "Runs the rules again for opportunities. Interrupted, it keeps what it did."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--unassigned",
            action="store_true",
            required=True,
            help="for those for which a group found nobody and that still wait, oldest first",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = waiting_opportunities()
        if not waiting:
            self.stdout.write(_("No opportunity waits for somebody."))
        for done, filled in try_again(waiting):
            told = {"done": f"{done:,}", "all": f"{len(waiting):,}", "filled": f"{filled:,}"}
            self.stdout.write(_("%(done)s of %(all)s opportunities tried, %(filled)s have somebody now") % told)
            self.stdout.flush()
