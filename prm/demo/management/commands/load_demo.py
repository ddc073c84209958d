from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prm.demo.load import OtherBrandOwnerError, load_demo


class Command(BaseCommand):
    help = "Fills an empty portal with the demo: Gantry, its partners and eighteen months of opportunities."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_demo(self.stdout.write)
        except OtherBrandOwnerError as problem:
            raise CommandError(str(problem)) from problem
