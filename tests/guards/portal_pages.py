"""The portal's own addresses and what each visitor gets there.

`deal` was entered by Pia with Ivo and Eve on its team; `secret` is a restricted one of Olga, at another partner.
A page on a record is visited on both: who may not see it gets 404, who sees it and may not act 403.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.guards.visits import VISITORS, Visit, everybody

SEES_SECRET = {"olga": 200, "ada": 200}
DEAL = everybody(200, olga=404)
SECRET = everybody(404, **SEES_SECRET)
# Pat only has a report on the team, Dana only a company below, and an executive changes no deal.
MAY_MOVE = everybody(200, olga=404, pat=403, dana=403, eve=403)
TO_STAGE = "?stage=qualification"
ADMINISTRATORS = everybody(404, ada=200)


def unanswered(page: Mapping[str, int]) -> dict[str, int]:
    """What a form without its fields comes to where the page itself would be shown."""
    return {name: 422 if status == 200 else status for name, status in page.items()}


def on_record(deal: Mapping[str, int], secret: Mapping[str, int], query: str = "") -> tuple[Visit, ...]:
    return (
        Visit(deal, query, {"key": "deal"}),
        Visit(secret, query, {"key": "secret"}),
        Visit(everybody(404), query, {"key": "aaaaaaaaaa"}),
    )


PORTAL: dict[str, tuple[Visit, ...]] = {
    "healthz": (Visit(everybody(200, nobody=200)),),
    "readyz": (Visit(everybody(200, nobody=200)),),
    "home": (Visit(everybody(302)),),
    "opportunities:my": (
        Visit(everybody(200)),
        Visit(everybody(200), "?sort=-amount&stage=any&search=deal&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "opportunities:enter": (
        Visit(everybody(200, eve=403)),
        Visit(everybody(422, eve=403), post={}),
    ),
    "opportunities:accounts": (
        Visit(everybody(200)),
        Visit(everybody(200), "?typed=Customer"),
        Visit(everybody(405), post={}),
    ),
    "opportunities:detail": (
        *on_record(DEAL, SECRET),
        Visit(everybody(405), "", {"key": "deal"}, post={}),
    ),
    "opportunities:history": (
        *on_record(DEAL, SECRET),
        Visit(everybody(405), "", {"key": "deal"}, post={}),
    ),
    "opportunities:move_stage": (
        *on_record(MAY_MOVE, SECRET, TO_STAGE),
        Visit({name: 404 if status == 200 else status for name, status in MAY_MOVE.items()}, "", {"key": "deal"}),
        Visit(unanswered(MAY_MOVE), "", {"key": "deal"}, post={"stage": "qualification"}),
        Visit(unanswered(SECRET), "", {"key": "secret"}, post={"stage": "qualification"}),
    ),
    "ui:gallery": (Visit(ADMINISTRATORS),),
    "ui:find_options": (Visit(ADMINISTRATORS), Visit(ADMINISTRATORS, "?typed=Har")),
}
assert all(set(visit.expected) == set(VISITORS) for visits in PORTAL.values() for visit in visits)
