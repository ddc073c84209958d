"""Accounts and contacts by a part of their name, with the trigram index.

A pattern is not compared below a policy of row-level security, so for a partner the index would lie idle. A function
that runs as its owner compares first and gives the ids of the actor's own book; the policy then holds outside as ever.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from prm.core.actor import Actor
from prm.core.policies import OWN, VISIBLE
from prm.core.sorting import folded
from prm.core.visibility import EqualsAny, among
from prm.directory.models import Account

PATTERN = r"""'%' || replace(replace(replace(wanted, '\', '\\'), '%', '\%'), '_', '\_') || '%'"""
ACCOUNT_IDS_LIKE_SQL = f"""
CREATE OR REPLACE FUNCTION directory_account_ids_like(wanted text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id FROM directory_account a
    WHERE a.name_sort LIKE {PATTERN}
    AND a.id IN (SELECT l.account_id FROM directory_accountpartner l WHERE l.partner_id = ANY ({VISIBLE}))
$$;
REVOKE ALL ON FUNCTION directory_account_ids_like(text) FROM public;
GRANT EXECUTE ON FUNCTION directory_account_ids_like(text) TO prm_partner;
"""  # noqa: S608 - nothing in it comes from outside

# The brand owner's people read its own contacts and those that stand on an opportunity.
CONTACT_IDS_LIKE_SQL = f"""
CREATE OR REPLACE FUNCTION directory_contact_ids_like(wanted text, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    pattern text := {PATTERN};
    companies bigint[] := {VISIBLE};
    own bigint := {OWN};
BEGIN
    IF current_setting('role') = 'prm_partner' THEN
        RETURN QUERY SELECT c.id FROM directory_contact c
            WHERE c.partner_id = ANY (companies) AND (c.partner_id = own OR c.shared IS NOT FALSE)
            AND c.name_sort LIKE pattern LIMIT most;
    ELSE
        RETURN QUERY SELECT c.id FROM directory_contact c
            WHERE (c.partner_id = own OR c.shared IS NOT FALSE) AND c.name_sort LIKE pattern LIMIT most;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION directory_contact_ids_like(text, integer) FROM public;
GRANT EXECUTE ON FUNCTION directory_contact_ids_like(text, integer) TO prm_partner, prm_brand_owner;
"""  # noqa: S608 - nothing in it comes from outside


class AccountIdsLike(models.Func):
    """Ids of the accounts of the actor's own book whose folded name contains a text, as an array."""

    function = "directory_account_ids_like"
    template = "ARRAY(SELECT %(function)s(%(expressions)s))"
    output_field = models.BigIntegerField()


def accounts_like(text: str, actor: Actor, field: str = "id") -> Q:
    """Rows whose account (its id stands in `field`) has a name that contains `text`, accents and case aside.

    It limits nothing to what the actor may see: that stays with `visible_to`.
    """
    wanted = folded(text)
    if actor.is_partner:
        return Q(EqualsAny(F(field), AccountIdsLike(models.Value(wanted))))
    if field == "id":
        return Q(name_sort__contains=wanted)
    return among(field, Account.objects.filter(name_sort__contains=wanted).values("id"))


class ContactIdsLike(models.Func):
    """Ids of at most so many contacts of the reader's companies whose folded name contains a text, as an array."""

    function = "directory_contact_ids_like"
    template = "ARRAY(SELECT %(function)s(%(expressions)s))"
    output_field = models.BigIntegerField()


def contacts_like(text: str, most: int) -> Q:
    """Contacts whose name contains `text`, accents and case aside; any `most` of them where there are more.

    It limits nothing to what the actor may see: that stays with `visible_to`.
    """
    return Q(EqualsAny(F("id"), ContactIdsLike(models.Value(folded(text)), models.Value(most))))
