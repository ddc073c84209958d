"""Stages as pages show them, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from opportunities.models import Stage

# Written by hand, since nearly every page asks for it and compiling it costs six times what the database needs.
STATEMENT = """
SELECT stage.id, stage.code, coalesce(translated.name, stage.name), stage.outcome, stage.active
FROM opportunities_stage AS stage
LEFT JOIN opportunities_stagename AS translated ON translated.stage_id = stage.id AND translated.language = %s
ORDER BY stage."order", stage.id
"""


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A stage in the reader's language; `progress` (0 to 100) fills its mark."""

    pk: int
    code: str
    label: str
    progress: int
    outcome: str
    active: bool = True

    @property
    def is_open(self) -> bool:
        return self.outcome == Stage.Outcome.OPEN

    @property
    def mark(self) -> str:
        """What the stage mark takes: won, lost, or nothing while open."""
        return "" if self.is_open else self.outcome


def shown_stages() -> dict[int, ShownStage]:
    """All stages by id, in their order, those no longer in use too: one statement, as plain values."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [(get_language() or "en").split("-")[0]])
        stages = cursor.fetchall()
    open_ones = [pk for pk, _, _, outcome, _ in stages if outcome == Stage.Outcome.OPEN]
    share = 100 // (len(open_ones) + 1)
    progress = {pk: number * share for number, pk in enumerate(open_ones, 1)}
    full = {Stage.Outcome.WON.value: 100, Stage.Outcome.LOST.value: 0}
    return {
        pk: ShownStage(pk, code, label, progress.get(pk, full.get(outcome, 0)), outcome, active)
        for pk, code, label, outcome, active in stages
    }
