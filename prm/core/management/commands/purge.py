from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from prm.core.retention.purging import purge_all


class Command(BaseCommand):
    help = "Removes what was kept as long as the KEEP_…_DAYS variables say; runs by itself once a day."

    def handle(self, *arguments: Any, **options: Any) -> None:
        for what, count in purge_all().items():
            self.stdout.write(f"{what}: {count} removed")
