"""docs/reliability.md: what a complete `make soak` has shown, and what it could not look at."""

from __future__ import annotations

from datetime import date

from prm.environment import CHECKOUT
from tests.browser import chromium_path
from tests.reliability.outcomes import Outcome, Swept, Walked

PAGE = CHECKOUT / "docs" / "reliability.md"
HEAD = """# Reliability

Written by `make soak` on {day}. Web, worker, Redis and PostgreSQL, real processes, are killed with `kill -9` at a
random moment between save and assignment; for half of its rounds the web is held between its commit and the broker's
answer, so that only the sweep can know of the event.

*Lost* counts forms that were saved and are not there, and opportunities without their primary, channel manager and
agent, each rule's with its reason. *Doubled* counts second opportunities of a form, second runs, second lines of
history, second members. *Slowest recovery* runs from the moment when the killed process is started again (the web: is
killed) to the last assignment of what was saved in that round, while the next rounds go on killing.

"""
FAULTS = "| fault | rounds | lost | doubled | slowest recovery | when run |\n|---|---|---|---|---|---|\n"
INPUTS = (
    "\n## Bad input\nGenerated nonsense beside real keys of other companies. Each form is either saved once, or "
    "it comes back with a message and nothing is saved; a list always answers.\n\n"
    "| input | cases | errors of the server | when run |\n|---|---|---|---|\n"
)
WALKS = "\n## Journeys\n| installation | browser | passed | when run |\n|---|---|---|---|\n"
ABSENT = (
    "Lighthouse did not run: it needs Node, which nothing else here does.",
    "pip-audit did not run: it needs its service on the internet.",
    "Import, notifications and documents were not killed at work: entering and assignment were.",
)
NO_CHROMIUM = "The browser journeys did not run: there is no Chromium."


def absent() -> tuple[str, ...]:
    """A sentence for each thing that this run could not show."""
    return ABSENT if chromium_path() else (*ABSENT, NO_CHROMIUM)


def as_text(faults: list[Outcome], inputs: list[Swept], journeys: list[Walked]) -> str:
    """The whole page."""
    day = date.today()
    text = HEAD.format(day=day) + FAULTS
    for row in faults:
        text += f"| {row.fault} | {row.rounds} | {row.lost} | {row.doubled} | {row.slowest:.1f} s | {day} |\n"
    text += INPUTS + "".join(f"| {row.subject} | {row.cases:,} | 0 | {day} |\n" for row in inputs)
    if journeys:
        text += WALKS + "".join(f"| {row.installation} | {row.journey} | yes | {day} |\n" for row in journeys)
    return text + "\n## Absent\n" + "".join(f"- **{sentence}**\n" for sentence in absent())
