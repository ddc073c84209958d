"""Opportunities by a part of their name, their account's or their contact's.

Patterns are not compared below a policy of row-level security, so the trigram indexes would lie idle. A function that
runs as its owner compares first and gives the ids of the reader's own companies; the policy then holds outside as ever.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from opportunities.permissions import may_open_restricted
from opportunities.querysets import on_own_team
from prm.core.actor import Actor
from prm.core.policies import OWN, VISIBLE
from prm.core.visibility import EqualsAny

# What fits more rows is met soon enough while a list is read in its order.
MOST_IDS = 10_000
LIKE = r"""'%' || replace(replace(replace(wanted, '\', '\\'), '%', '\%'), '_', '\_') || '%'"""
# The brand owner reads the whole book, and contacts that are its own or stand on an opportunity.
FOUND = "RETURN QUERY SELECT o.id FROM opportunities_opportunity o"
DONE = "GET DIAGNOSTICS found = ROW_COUNT; IF found >= most THEN RETURN; END IF;"
OPPORTUNITIES_LIKE_SQL = f"""
CREATE OR REPLACE FUNCTION opportunities_like(wanted text, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    pattern text := {LIKE};
    companies bigint[] := {VISIBLE};
    own bigint := {OWN};
    found integer;
BEGIN
    IF current_setting('role') = 'prm_partner' THEN
        {FOUND} WHERE o.partner_id = ANY (companies) AND o.name_sort LIKE pattern LIMIT most;
        {DONE}
        {FOUND} JOIN directory_account a ON a.id = o.account_id
            WHERE o.partner_id = ANY (companies) AND a.name_sort LIKE pattern LIMIT most;
        {DONE}
        {FOUND} JOIN directory_contact c ON c.id = o.contact_id
            WHERE o.partner_id = ANY (companies) AND c.partner_id = ANY (companies) AND c.name_sort LIKE pattern
            LIMIT most;
    ELSE
        {FOUND} WHERE o.name_sort LIKE pattern LIMIT most;
        {DONE}
        {FOUND} JOIN directory_account a ON a.id = o.account_id WHERE a.name_sort LIKE pattern LIMIT most;
        {DONE}
        {FOUND} JOIN directory_contact c ON c.id = o.contact_id
            WHERE (c.partner_id = own OR c.shared IS NOT FALSE) AND c.name_sort LIKE pattern LIMIT most;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION opportunities_like(text, integer) FROM public;
GRANT EXECUTE ON FUNCTION opportunities_like(text, integer) TO prm_partner, prm_brand_owner, prm_system;
"""


def in_the_book(text: str, most: int = MOST_IDS) -> Q:
    """Among any number of rows: by the index, in one statement, as far as it gives `most` ids.

    It limits nothing to what the reader may see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT opportunities_like(%s, %s)", [text, most + 1])
        ids = [pk for (pk,) in cursor.fetchall()]
    if len(ids) > most:
        return in_order(text)
    return Q(EqualsAny(F("id"), RawSQL("%s::bigint[]", [ids])))


def in_order(text: str) -> Q:
    """Where many rows fit: said such that PostgreSQL expects many, and looks at them in the order of the list."""
    columns = ("name_sort", "account__name_sort", "contact__name_sort")
    name, account, contact = (Q(GreaterThan(StrIndex(F(column), Value(text)), 0)) for column in columns)
    return name | account | contact


def in_rows(text: str) -> Q:
    """Among few rows: each is looked at."""
    return Q(name_sort__contains=text) | Q(account__name_sort__contains=text) | Q(contact__name_sort__contains=text)


def contacts_kept(text: str, actor: Actor) -> Q:
    """An administrator beside the team finds a restricted opportunity by its own words, not by who its contact is."""
    if not may_open_restricted(actor):
        return Q()
    own_words = Q(name_sort__contains=text) | Q(account__name_sort__contains=text)
    return Q(restricted=False) | on_own_team(actor) | own_words
