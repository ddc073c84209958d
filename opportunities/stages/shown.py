"""Stages as pages show them, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass

from opportunities.models import Stage


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
    """All stages by id, in their order, those no longer in use too: one statement."""
    stages = list(Stage.objects.with_labels().order_by("order", "pk"))
    open_ones = [stage for stage in stages if stage.is_open]
    steps = {stage.pk: number for number, stage in enumerate(open_ones, 1)}
    share = 100 // (len(open_ones) + 1)
    full = {Stage.Outcome.WON: 100, Stage.Outcome.LOST: 0}
    return {
        stage.pk: ShownStage(
            pk=stage.pk,
            code=stage.code,
            label=stage.label,
            progress=steps[stage.pk] * share if stage.is_open else full[Stage.Outcome(stage.outcome)],
            outcome=stage.outcome,
            active=stage.active,
        )
        for stage in stages
    }
