"""Addresses of people, partner companies and invitations, and what each visitor gets there.

`partner` is Cardinal, which Bea looks after and which lies below Dana's company; `secret_partner` is Harborline, where
Olga is. `person` is Pia of Cardinal, `secret_person` Olga.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.guards.portal_pages import unanswered
from tests.guards.visits import VISITORS, Visit, everybody

# Partners see their own, and the companies below.
SOMEBODY = everybody(200, olga=404)
STRANGER = everybody(200, pia=404, pat=404, pam=404, dana=404)
MAY_INVITE = everybody(403, pam=200, dana=200, bea=200, ada=200)
MAY_ENTER_PARTNER = everybody(404, bea=200, ada=200, ivo=403, eve=403)
# Pia's partner manager and administrators; a channel manager invites and lets nobody go.
MAY_DEACTIVATE = everybody(403, pam=200, ada=200, olga=404)
MAY_DEACTIVATE_STRANGER = everybody(403, ada=200) | dict.fromkeys(("pia", "pat", "pam", "dana"), 404)
MAY_MOVE_PERSON = MAY_DEACTIVATE | {"pam": 403}
MAY_EDIT_PARTNER = everybody(403, bea=200, ada=200, olga=404)
LISTS_PARTNERS = everybody(200, pia=404, pat=404, pam=404, dana=404, olga=404)
OF_A_PARTNER = everybody(200, ivo=404, bea=404, eve=404, ada=404)
# Reps of the company and managers of the one above it see that there is one; nobody else who may not act does.
INVITED = everybody(403, pam=302, bea=302, ada=302, olga=404, ivo=404, eve=404)
INVITED_ELSEWHERE = everybody(404, olga=403, ada=302)


def on(what: str, own: Mapping[str, int], other: Mapping[str, int]) -> tuple[Visit, ...]:
    """Visits on a record of Cardinal, on one of Harborline, and on none."""
    keys = ((what, own), (f"secret_{what}", other), ("aaaaaaaaaa", everybody(404)))
    return tuple(Visit(expected, "", {"key": key}) for key, expected in keys)


def on_invitation() -> tuple[Visit, ...]:
    return (
        Visit(everybody(405), "", {"key": "partner_invitation"}),
        Visit(INVITED, "", {"key": "partner_invitation"}, post={}),
        Visit(INVITED_ELSEWHERE, "", {"key": "secret_partner_invitation"}, post={}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa"}, post={}),
    )


PEOPLE: dict[str, tuple[Visit, ...]] = {
    "people:people": (
        Visit(everybody(200)),
        Visit(everybody(200), "?sort=-company&search=o&role=none&active=any&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "people:detail": (*on("person", SOMEBODY, STRANGER), Visit(everybody(405), "", {"key": "person"}, post={})),
    "people_opportunities": on("person", SOMEBODY, STRANGER),
    "people:deactivate": on("person", MAY_DEACTIVATE, MAY_DEACTIVATE_STRANGER),
    "people:activate": (
        Visit(everybody(405), "", {"key": "person"}),
        Visit(MAY_DEACTIVATE | {"pam": 302, "ada": 302}, "", {"key": "person"}, post={}),
        Visit(MAY_DEACTIVATE_STRANGER | {"ada": 302}, "", {"key": "secret_person"}, post={}),
    ),
    "people:move": (
        *on("person", MAY_MOVE_PERSON, MAY_DEACTIVATE_STRANGER),
        Visit(unanswered(MAY_MOVE_PERSON), "", {"key": "person"}, post={}),
    ),
    "people_invite": (Visit(MAY_INVITE, "?company=aaaaaaaaaa"), Visit(unanswered(MAY_INVITE), post={})),
    "people_invitations": (Visit(MAY_INVITE), Visit(MAY_INVITE, "?show=all&cursor=nonsense")),
    "people_send_again": on_invitation(),
    "people_withdraw": on_invitation(),
    "partners:partners": (
        Visit(LISTS_PARTNERS),
        Visit(LISTS_PARTNERS, "?sort=-tier&search=o&tier=gold&type=none&active=no&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "partners_enter": (Visit(MAY_ENTER_PARTNER), Visit(unanswered(MAY_ENTER_PARTNER), post={})),
    "partners:detail": (*on("partner", SOMEBODY, STRANGER), Visit(everybody(405), "", {"key": "partner"}, post={})),
    "partners:edit_partner": (
        *on("partner", MAY_EDIT_PARTNER, MAY_DEACTIVATE_STRANGER),
        Visit(unanswered(MAY_EDIT_PARTNER), "", {"key": "partner"}, post={}),
    ),
    "partners:accounts": on("partner", SOMEBODY, STRANGER),
    "partners_opportunities": on("partner", SOMEBODY, STRANGER),
    "company": (Visit(OF_A_PARTNER), Visit(OF_A_PARTNER, "?show=all&sort=-name"), Visit(everybody(405), post={})),
}
assert all(set(visit.expected) == set(VISITORS) for visits in PEOPLE.values() for visit in visits)
