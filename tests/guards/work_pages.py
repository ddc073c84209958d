"""Addresses of work on an opportunity and what each visitor gets there; `deal` and `secret` as in `portal_pages`."""

from __future__ import annotations

from collections.abc import Mapping

from tests.guards.portal_pages import DEAL, MAY_MOVE, SECRET, on_record, sent_empty, unanswered
from tests.guards.visits import VISITORS, Visit, everybody

SEES = everybody(403, olga=404)
MAY_ADD = SEES | {"pia": 200, "pam": 200, "bea": 200, "ada": 200}
# Pia reports to Pat, who is therefore a manager of the primary.
MAY_HAND_OVER = SEES | {"pia": 200, "pam": 200, "pat": 200}
MAY_LOCK = SEES | {"bea": 200, "ada": 200}
MAY_MARK = SEES | {"pia": 200, "pam": 200, "bea": 200, "ada": 200}
MAY_RESTRICT = SEES | {"pia": 302, "pam": 302, "ada": 302}
ADMINISTRATOR_OF_SECRET = everybody(404, ada=302, olga=403)
NOBODY_WHO_SEES = (SEES, everybody(404, olga=403, ada=302))

BRAND_OWNERS = everybody(404, ivo=200, bea=200, eve=200, ada=200)
# Ivo is on the team and adds nobody to a partner's deal, an executive only reads.
MAY_SUGGEST = everybody(404, ivo=403, bea=200, eve=403, ada=200)


def saved(page: Mapping[str, int]) -> dict[str, int]:
    """What a form without fields comes to where the page would be shown."""
    return {name: 302 if status == 200 else status for name, status in page.items()}


def posted(expected: Mapping[str, int], **values: str) -> tuple[Visit, ...]:
    """Visits on an address that takes nothing but a form."""
    route = {"key": "deal"} | values
    return (Visit(everybody(405), "", route), Visit(expected, "", route, post={"open": "1"}))


def on_line(expected: Mapping[str, int]) -> tuple[Visit, ...]:
    route = {"key": "deal", "line_key": "line"}
    return (
        Visit(expected, "", route),
        Visit(unanswered(expected), "", route, post={}),
        Visit(hidden(expected), "", {"key": "deal", "line_key": "aaaaaaaaaa"}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa", "line_key": "line"}),
    )


def hidden(expected: Mapping[str, int]) -> dict[str, int]:
    return {name: 404 if status == 200 else status for name, status in expected.items()}


def page_with_form(deal: Mapping[str, int], secret: Mapping[str, int]) -> tuple[Visit, ...]:
    visits = on_record(deal, secret)
    return (*visits, *sent_empty(visits))


WORK: dict[str, tuple[Visit, ...]] = {
    "opportunities:known_accounts": (Visit(everybody(200)), Visit(everybody(200), "?typed=Customer")),
    "opportunities:edit": page_with_form(MAY_MOVE, SECRET),
    "opportunities:next_step": (*on_record(DEAL, SECRET), *sent_empty(on_record(MAY_MOVE, SECRET))),
    "opportunities:lock": page_with_form(MAY_LOCK, ADMINISTRATOR_OF_SECRET),
    "opportunities:entered_in_error": page_with_form(MAY_MARK, SECRET),
    "opportunities:unlock": posted(saved(MAY_LOCK)),
    "opportunities:not_in_error": posted(saved(MAY_MARK)),
    # Not sent for the secret one: after it the tables would have to say what its pages come to.
    "opportunities:open_restricted": (
        *on_record(SEES | {"ada": 302}, everybody(404, olga=403, ada=200)),
        Visit(SEES | {"ada": 302}, "", {"key": "deal"}, post={}),
    ),
    "opportunities:restrict": posted(MAY_RESTRICT),
    "opportunities:confirm_win": posted(SEES),
    "opportunities:withdraw_win": posted(SEES),
    "opportunities:return_win": on_record(*NOBODY_WHO_SEES),
    "opportunities:add_person": page_with_form(MAY_ADD, everybody(404, olga=200, ada=302)),
    "opportunities:addable_people": on_record(MAY_ADD, everybody(404, olga=200, ada=302), "?typed=an"),
    "opportunities:remove_person": posted(everybody(404), person_key="aaaaaaaaaa"),
    "opportunities:make_primary": posted(everybody(404), person_key="aaaaaaaaaa"),
    "opportunities:give_to_brand_owner": on_record(MAY_HAND_OVER, everybody(404, olga=200, ada=302)),
    "opportunities:give_back": on_record(*NOBODY_WHO_SEES),
    "assignment:runs": (
        Visit(everybody(404, ivo=403, bea=403, eve=403, ada=200)),
        Visit(
            everybody(404, ivo=403, bea=403, eve=403, ada=200), "?search=deal&outcome=assigned&day=9999-12-31&cursor=x"
        ),
        Visit(everybody(405), post={}),
    ),
    "assignment:run": (
        Visit(BRAND_OWNERS, "", {"key": "run"}),
        Visit(everybody(404, ada=302), "", {"key": "secret_run"}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa"}),
    ),
    "assignment:newest_run": on_record(saved(BRAND_OWNERS), everybody(404, ada=302)),
    "assignment:considered": (
        Visit(BRAND_OWNERS, "", {"key": "deal", "person_key": "bea"}),
        Visit(everybody(404), "", {"key": "deal", "person_key": "aaaaaaaaaa"}),
        Visit(everybody(404, ada=302), "", {"key": "secret", "person_key": "olga"}),
    ),
    "assignment:suggest": (
        *on_record(MAY_SUGGEST, everybody(404, ada=302)),
        Visit(unanswered(MAY_SUGGEST), "", {"key": "deal"}, post={}),
    ),
    "assignment:unassigned": (
        Visit(everybody(404, ivo=403, bea=200, eve=403, ada=200)),
        Visit(everybody(404, ivo=403, bea=200, eve=403, ada=200), "?cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "opportunities:revenue": (*on_record(DEAL, SECRET), Visit(everybody(405), "", {"key": "deal"}, post={})),
    "opportunities:add_line": page_with_form(MAY_MOVE, SECRET),
    "opportunities:change_line": on_line(MAY_MOVE),
    "opportunities:copy_line": posted(saved(MAY_MOVE), line_key="line"),
    "opportunities:shift_line": posted(saved(MAY_MOVE), line_key="line"),
    "opportunities:remove_line": posted(saved(MAY_MOVE), line_key="line"),
    "opportunities:restore_line": posted(saved(MAY_MOVE), line_key="line"),
}
assert all(set(visit.expected) == set(VISITORS) for visits in WORK.values() for visit in visits)
