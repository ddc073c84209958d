"""The portal's own addresses and what each visitor gets there.

`deal` was entered by Pia with Ivo and Eve on its team; `secret` is a restricted one of Olga, at another partner.
A page on a record is visited on both: who may not see it gets 404, who sees it and may not act 403.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.guards.visits import VISITORS, Visit, everybody

DEAL = everybody(200, olga=404)
# An administrator is led to where the reading is recorded.
SECRET = everybody(404, olga=200, ada=302)
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


# Partners below and above, but not beside, see an account; only the company it belongs to and its keepers edit it.
BRAND_OWNERS_ONLY = everybody(200, pia=404, pat=404, pam=404, dana=404, olga=404)
ACCOUNT = everybody(200, olga=404)
SECRET_ACCOUNT = everybody(200, pia=404, pat=404, pam=404, dana=404)
MAY_EDIT_ACCOUNT = ACCOUNT | {"dana": 403, "eve": 403}
MAY_EDIT_SECRET_ACCOUNT = SECRET_ACCOUNT | {"eve": 403}
CONTACT = everybody(403, pia=200, pat=200, pam=200, olga=404)
# Who is not on the team of its only opportunity, a restricted one, does not learn of the contact.
SECRET_CONTACT = everybody(404, olga=200)
MAY_JUDGE = BRAND_OWNERS_ONLY | {"ivo": 302, "bea": 302, "ada": 302, "eve": 403}


def on_account(account: Mapping[str, int], secret: Mapping[str, int], what: str = "account") -> tuple[Visit, ...]:
    """Visits on the customer (or the contact there) of both deals, and on none."""
    keys = ((what, account), (f"secret_{what}", secret), ("aaaaaaaaaa", everybody(404)))
    return tuple(Visit(expected, "", {"key": key}) for key, expected in keys)


def sent_empty(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """The same visits with their form sent empty."""
    return tuple(Visit(unanswered(visit.expected), visit.query, visit.values, post={}) for visit in visits)


def judged() -> tuple[Visit, ...]:
    hidden = {name: 404 if status == 302 and name != "nobody" else status for name, status in MAY_JUDGE.items()}
    return (
        Visit(everybody(405), "", {"key": "pair"}),
        Visit(MAY_JUDGE, "", {"key": "pair"}, post={}),
        Visit(hidden | {"eve": 404}, "", {"key": "aaaaaaaaaa"}, post={}),
    )


EDIT_ACCOUNT = on_account(MAY_EDIT_ACCOUNT, MAY_EDIT_SECRET_ACCOUNT)
EDIT_CONTACT = on_account(CONTACT, SECRET_CONTACT, "contact")
# To whom somebody reports, and whose role sees more than its teams.
TEAM = everybody(403, pat=200, pam=200, bea=200)
ALL = everybody(200, pia=403, pat=403, ivo=403, olga=403)
# Pat's: colleagues see it, whoever manages them may change it.
SHARED_SEARCH = everybody(404, pia=403, pat=200, pam=200)


def on_lists(status: int, post: Mapping[str, object] | None = None, refused: int = 403) -> tuple[Visit, ...]:
    """Visits on each list: who is offered it gets `status`."""
    return tuple(
        Visit(
            {name: {200: status, 403: refused}.get(found, found) for name, found in offered.items()},
            "?stage=any&search=deal",
            {"list_name": list_name},
            post,
        )
        for list_name, offered in (("my", everybody(200)), ("team", TEAM), ("all", ALL))
    )


# Rules are the brand owner's; agents are told why they joined, not how all is decided.
RULES = BRAND_OWNERS_ONLY | {"ivo": 403}
HIDDEN_RULE = everybody(404, ivo=403)

PORTAL: dict[str, tuple[Visit, ...]] = {
    "save_preferences": (Visit(everybody(200)), Visit(everybody(422), post={})),
    "assignment:rules": (Visit(RULES), Visit(everybody(405), post={})),
    "assignment:rule": (Visit(RULES, "", {"key": "rule"}), Visit(HIDDEN_RULE, "", {"key": "aaaaaaaaaa"})),
    "healthz": (Visit(everybody(200, nobody=200)),),
    "readyz": (Visit(everybody(200, nobody=200)),),
    "home": (Visit(everybody(200)), Visit(everybody(405), post={})),
    "search": (
        Visit(everybody(200)),
        Visit(everybody(200), "?q=deal"),
        Visit(everybody(405), post={}),
    ),
    "opportunities:my": (
        Visit(everybody(200)),
        Visit(everybody(200), "?sort=-amount&stage=any&search=deal&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "opportunities:team": (Visit(TEAM), Visit(TEAM, "?view=board&stage=any"), Visit(everybody(405), post={})),
    "opportunities:all": (
        Visit(ALL),
        Visit(ALL, "?view=board&stage=any&below=yes&search=deal"),
        Visit(ALL, "?below=yes&search=deal&closes=quarter&idle=yes&amount_from=1&partner=aaaaaaaaaa&sort=-stage"),
    ),
    "opportunities:filters": on_lists(200),
    "opportunities:searches": on_lists(200),
    "opportunities:save_search": (*on_lists(200), *on_lists(422, post={})),
    "opportunities:change_search": (
        Visit(everybody(404, pat=200), "", {"key": "search"}),
        Visit(SHARED_SEARCH, "", {"key": "shared_search"}),
        Visit(unanswered(SHARED_SEARCH), "", {"key": "shared_search"}, post={}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa"}),
    ),
    "opportunities:delete_search": (
        Visit(everybody(405), "", {"key": "shared_search"}),
        Visit(SHARED_SEARCH | {"pat": 302, "pam": 302}, "", {"key": "shared_search"}, post={}),
    ),
    "opportunities:export_csv": (*on_lists(200), *on_lists(405, post={}, refused=405)),
    "opportunities:export_workbook": (*on_lists(200), *on_lists(302, post={})),
    "opportunities:export_job": (
        Visit(everybody(404, pat=200), "", {"key": "job"}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa"}),
    ),
    "opportunities:cancel_export": (
        Visit(everybody(405), "", {"key": "job"}),
        Visit(everybody(404, pat=302), "", {"key": "job"}, post={}),
    ),
    "opportunities:download_export": (Visit(everybody(404), "", {"key": "job"}),),
    "opportunities:export_file": (Visit(everybody(404), "", {"token": "nonsense"}),),
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
    "accounts:accounts": (
        Visit(everybody(200)),
        Visit(everybody(200), "?sort=-place&search=deal&industry=none&country=none&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "accounts:enter_account": (
        Visit(everybody(200, eve=403)),
        Visit(everybody(422, eve=403), post={}),
    ),
    "accounts:detail": (*on_account(ACCOUNT, SECRET_ACCOUNT), Visit(everybody(405), "", {"key": "account"}, post={})),
    "accounts_opportunities": (
        *on_account(ACCOUNT, SECRET_ACCOUNT),
        Visit(everybody(405), "", {"key": "account"}, post={}),
    ),
    "accounts:edit_account": (*EDIT_ACCOUNT, *sent_empty(EDIT_ACCOUNT)),
    "accounts:enter_contact": (*EDIT_ACCOUNT, *sent_empty(EDIT_ACCOUNT)),
    "contacts:edit_contact": (*EDIT_CONTACT, *sent_empty(EDIT_CONTACT)),
    "accounts:duplicates": (
        Visit(BRAND_OWNERS_ONLY),
        Visit(BRAND_OWNERS_ONLY, "?judged=1&cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "accounts:mark_different": judged(),
    "accounts:reopen_pair": judged(),
    "notifications:notices": (
        Visit(everybody(200)),
        Visit(everybody(200), "?cursor=nonsense"),
        Visit(everybody(405), post={}),
    ),
    "notifications:open_notice": (
        Visit(everybody(405), "", {"key": "notice"}),
        Visit(everybody(404, pat=302), "", {"key": "notice"}, post={}),
        Visit(everybody(404), "", {"key": "aaaaaaaaaa"}, post={}),
    ),
    "notifications:read_all": (Visit(everybody(405)), Visit(everybody(302), post={})),
    "notifications:set_mail": (Visit(everybody(405)), Visit(everybody(302), post={"by_mail": "no"})),
    "notifications:stop_mail": (
        Visit(everybody(404, nobody=404), "", {"token": "nonsense"}),
        Visit(everybody(404, nobody=404), "", {"token": "nonsense"}, post={}),
    ),
    # The demo's own, which these tests run: an installation has none of them.
    "mail:mails": (Visit(everybody(200, nobody=200)), Visit(everybody(405, nobody=405), post={})),
    "mail:mail": (Visit(everybody(404, nobody=404), "", {"key": "aaaaaaaaaa"}),),
    "mail:html": (Visit(everybody(404, nobody=404), "", {"key": "aaaaaaaaaa"}),),
    "ui:gallery": (Visit(ADMINISTRATORS),),
    "ui:find_options": (Visit(ADMINISTRATORS), Visit(ADMINISTRATORS, "?typed=Har")),
}
assert all(set(visit.expected) == set(VISITORS) for visits in PORTAL.values() for visit in visits)
