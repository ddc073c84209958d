"""Accounts by a part of their name, with the trigram index.

A pattern is not compared below a policy of row-level security, so for a partner the index would lie idle. A function
that runs as its owner compares first and gives the ids of the actor's own book; the policy then holds outside as ever.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from prm.core.actor import Actor
from prm.core.policies import VISIBLE
from prm.core.sorting import folded
from prm.core.visibility import EqualsAny, among
from prm.directory.models import Account

ACCOUNT_IDS_LIKE_SQL = f"""
CREATE OR REPLACE FUNCTION directory_account_ids_like(wanted text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id FROM directory_account a
    WHERE a.name_sort LIKE '%' || replace(replace(replace(wanted, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
    AND a.id IN (SELECT l.account_id FROM directory_accountpartner l WHERE l.partner_id = ANY ({VISIBLE}))
$$;
REVOKE ALL ON FUNCTION directory_account_ids_like(text) FROM public;
GRANT EXECUTE ON FUNCTION directory_account_ids_like(text) TO prm_partner;
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
