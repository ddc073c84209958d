"""Django admin's addresses: administrators get what each kind of record allows, everybody else 403."""

from __future__ import annotations

import re

from tests.guards.addresses import Address
from tests.guards.visits import Visit, everybody

OF_A_RECORD = re.compile(r"admin/(\w+)/(\w+)/(?:(<path:object_id>)/)?(\w+)?/?$")
WHOLE_SITE = {
    "admin:index": 200,
    "admin:app_list": 200,
    "admin:search": 200,
    "admin:jsi18n": 200,
    "admin:login": 302,
    "admin:logout": 307,
    "admin:password_change": 302,
    "admin:password_change_done": 200,
    # Without naming a field there is nothing to complete.
    "admin:autocomplete": 403,
    "admin:view_on_site": 404,
    "admin/(?P<url>.*)$": 404,
}
# Records are reached through others, written by the program, or made by a verb of another page.
ADDED_ELSEWHERE = {
    "outboxevent", "account", "user", "criterion", "assignmentrun", "rolerequirement", "signinrecord",
    "ruleversion", "workloadrule",
}  # fmt: skip
KEPT_FOR_EVER = {
    "outboxevent", "organization", "account", "person", "user", "product", "stage", "assignmentrun",
    "rolerequirement", "signinrecord", "ruleversion", "workloadrule",
}  # fmt: skip


def admin_page(address: Address) -> tuple[Visit, ...] | None:
    """The visits of an address of the admin; None where no rule knows it."""
    if address.name in WHOLE_SITE:
        return (Visit(everybody(403, ada=WHOLE_SITE[address.name])),)
    match = OF_A_RECORD.match(address.route)
    if match is None:
        return None
    _, model, record, page = match.groups()
    status = status_of(model, page, has_record=record is not None)
    return None if status is None else (Visit(everybody(403, ada=status)),)


def status_of(model: str, page: str | None, *, has_record: bool) -> int | None:
    """What an administrator gets; None for a kind of page that the admin did not have so far."""
    if not has_record:
        return {None: 200, "add": 403 if model in ADDED_ELSEWHERE else 200, "publish": 200, "import": 200}.get(page)
    pages = {"again": 200, None: 302, "change": 200, "history": 200, "delete": 403 if model in KEPT_FOR_EVER else 200}
    return pages.get(page)
