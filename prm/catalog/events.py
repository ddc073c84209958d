"""What happens to the catalog that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class RateCorrected(Event):
    """From `since` on (ISO day) another exchange rate counts than the one amounts were converted with.

    It held before `until`, the day of the next rate, empty where there is none. `former` is the rate until now, as
    text. `after` is the key of the last opportunity that was recomputed: the work goes on behind it.
    """

    currency: str
    former: str
    since: str
    until: str = ""
    after: int = 0
