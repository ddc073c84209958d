"""What an import tells while it runs: progress, and each row that it could not take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError
from django.utils.translation import gettext as _

from opportunities.imports.files import BadValue, Row

Say = Callable[[str], None]
# What is wrong with one row; anything else, a lost connection for one, ends the import.
REFUSALS = (BadValue, ValidationError, IntegrityError, DataError)


@dataclass(slots=True)
class Report:
    """Lines for the person who runs the import; `warn` gets the refused rows, `say` everything else."""

    say: Say
    warn: Say
    refused: int = 0

    def refuse(self, row: Row, reason: object) -> None:
        """A row that stays out: its file, line and why."""
        self.refused += 1
        self.warn(f"{row.file}:{row.line}: {reason}")


@dataclass(slots=True)
class Progress:
    """How far a long step is and how quick."""

    say: Say
    what: str
    total: int
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

    def advance(self, count: int) -> None:
        """Count more rows as done and print one line."""
        self.done += count
        pace = self.done / max(time.monotonic() - self.begun, 0.001)
        line = _("%(done)s of %(total)s %(what)s, %(pace)s a second")
        values = {"done": f"{self.done:,}", "total": f"{max(self.total, self.done):,}", "pace": f"{pace:,.0f}"}
        self.say(line % (values | {"what": self.what}))


def reason_of(error: Exception) -> str:
    """Why a verb or the database refused a row, on one line."""
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
        return " ".join(error.messages)
    lines = str(error).strip().splitlines()
    if isinstance(error, DatabaseError):
        return _("the database refused it: %(why)s") % {"why": lines[0] if lines else type(error).__name__}
    return lines[0] if lines else type(error).__name__
