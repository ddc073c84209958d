"""A function that runs with its owner's rights sees every row, so each is listed with what it filters by.

The usual mistakes are a missing `SET search_path` (whoever may create a table can then replace what it reads), the
right to call it left with everybody, and a look-up that trusts an argument which the caller may choose freely.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection

from prm.core.protection import declared_functions
from tests.guards.verdict import judge

pytestmark = pytest.mark.django_db

# Function → what its rows are limited by, and why it needs the owner's rights.
FILTERS = {
    "access_actor": ("u.id = wanted", "who signs in has no organization yet; the id comes from the session"),
    "access_look": ("u.id = wanted", "colors and height of rows of whoever signs in; the id comes from the session"),
    "access_typed_form": (
        "token_hash = hash AND user_id = reader AND path = wanted",
        "partners cannot read the table; token, person and page must all fit",
    ),
    "access_invitation_of_link": (
        "WHERE i.token_hash = hash",
        "whoever opens the link has no company yet; the hash of 256 random bits stands for one invitation",
    ),
    "opportunities_like": (
        "WHERE o.partner_id = ANY (companies) AND c.partner_id = ANY (companies) AND c.name_sort LIKE pattern",
        "below a policy no pattern is compared by an index; ids of the reader's own companies only",
    ),
    "opportunities_member_joins": (
        "WHERE o.id = NEW.opportunity_id FOR NO KEY UPDATE; DELETE FROM opportunities_unattended u USING "
        "directory_person p, directory_organization c WHERE u.opportunity_id = NEW.opportunity_id",
        "a trigger: it writes what the opportunity of the new membership says, and that it is attended to",
    ),
    "opportunities_member_goes": (
        "WHERE o.id = OLD.opportunity_id AND NOT EXISTS",
        "a trigger: whether anybody of the brand owner is left, for the opportunity of the membership that ends",
    ),
    "opportunities_opportunity_opens": (
        "WHERE opportunity_id = NEW.id; END IF;",
        "a trigger: whoever closes an opportunity may not change the membership of every colleague",
    ),
    "directory_account_ids_like": (
        "l.partner_id = ANY (nullif(current_setting('prm.organizations', true), '')::bigint[])",
        "below a policy no pattern is compared by an index; ids of the actor's own book only",
    ),
    "directory_contact_ids_like": (
        "WHERE c.partner_id = ANY (companies) AND (c.partner_id = own OR c.shared IS NOT FALSE) AND c.name_sort "
        "LIKE pattern LIMIT most; ELSE RETURN QUERY SELECT c.id FROM directory_contact c "
        "WHERE (c.partner_id = own OR c.shared IS NOT FALSE) AND c.name_sort LIKE pattern LIMIT most;",
        "below a policy no pattern is compared by an index; ids of contacts that the reader's company knows only",
    ),
    "opportunities_share_contacts": (
        "WHERE c.id = n.id AND c.shared IS DISTINCT FROM n.shared",
        "all opportunities of a contact decide, also those that the actor does not see; it returns nothing",
    ),
    "directory_account_is_only_ours": (
        "l.partner_id = nullif(current_setting('prm.organization', true), '')::bigint",
        "a partner cannot read the links of others; it learns only whether it may edit",
    ),
    "notifications_unread": (
        "person_id = reader AND organization_id = company",
        "it is counted before there is a role; both come from the actor's own row",
    ),
    "notifications_user_of": (
        "p.key = wanted",
        "whoever stops mails has not signed in; the key comes out of a token that the portal has signed",
    ),
    "directory_compare_account": (
        "WHERE a.id = wanted AND b.id <> wanted",
        "who enters an account may not read the others nor the pairs; it returns nothing",
    ),
}
MAY_CALL = {"prm_app", "prm_partner", "prm_brand_owner", "prm_system", "prm_owner"}


@dataclass(frozen=True, slots=True)
class Function:
    """A SECURITY DEFINER function; `source` is its body with single spaces."""

    name: str
    source: str
    settings: list[str]
    callers: set[str]


def definer_functions() -> list[Function]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc, coalesce(proconfig, '{}'), ARRAY("
            " SELECT CASE grantee WHEN 0 THEN 'everybody' ELSE grantee::regrole::text END"
            " FROM aclexplode(coalesce(proacl, acldefault('f', proowner))))"
            " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        return [Function(row[0], " ".join(row[1].split()), row[2], set(row[3])) for row in cursor.fetchall()]


def test_each_is_listed() -> None:
    found = definer_functions()
    reasons = {name: reason for name, (_, reason) in FILTERS.items()}
    judge((function.name for function in found), walked=found, excused=reasons)


def test_each_is_made_again_after_a_migration() -> None:
    """Else a changed function would reach no installation that is there already."""
    declared = "\n".join(sql for app in apps.get_app_configs() for sql in declared_functions(app))
    found = [function.name for function in definer_functions()]
    judge((f"{name} is in no functions.py" for name in found if f"FUNCTION {name}(" not in declared), walked=found)


def test_each_filters_by_what_the_list_says() -> None:
    for function in definer_functions():
        assert FILTERS[function.name][0] in function.source, function.name


def test_each_sets_its_search_path_and_serves_named_roles() -> None:
    for function in definer_functions():
        assert "search_path=public, pg_temp" in function.settings, function.name
        assert function.callers <= MAY_CALL, f"{function.name} may be called by {function.callers - MAY_CALL}"
