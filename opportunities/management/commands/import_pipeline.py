from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from opportunities.imports.actions import import_pipeline
from opportunities.imports.files import BadFolder
from opportunities.imports.report import Progress, Report
from prm.core.outbox.finish import finish_outbox


class Command(BaseCommand):
    help = "Reads a pipeline of CSV files into the portal and waits until all of it is assigned."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="with sales_teams.csv, products.csv, accounts.csv and sales_pipeline.csv",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report(say=self._say, warn=self._warn)
        added = self._import(options["folder"], report)
        finished = finish_outbox(Progress(self._say, _("follow-ups"), added).advance)
        if report.refused:
            raise CommandError(_("%(count)d rows were refused; the rest went in.") % {"count": report.refused})
        if finished.failed:
            message = _("%(count)d follow-ups failed and will be tried again: %(why)s")
            raise CommandError(message % {"count": finished.failed, "why": finished.last_error})

    def _import(self, folder: Path, report: Report) -> int:
        try:
            imported = import_pipeline(folder, report=report)
        except BadFolder as problem:
            raise CommandError(str(problem)) from problem
        values = {"added": f"{imported.added:,}", "there": f"{imported.there:,}"}
        self._say(_("%(added)s opportunities added, %(there)s were there already") % values)
        return imported.added

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _warn(self, line: str) -> None:
        self.stderr.write(line)
