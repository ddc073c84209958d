"""Whether an account is a company's alone. Links of others are hidden by their policy, so a function answers."""

from __future__ import annotations

from django.db import models

from prm.core.policies import OWN

ONLY_OURS_SQL = f"""
CREATE OR REPLACE FUNCTION directory_account_is_only_ours(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(bool_and(l.partner_id = {OWN}), false)
    FROM directory_accountpartner l WHERE l.account_id = wanted
$$;
REVOKE ALL ON FUNCTION directory_account_is_only_ours(bigint) FROM public;
GRANT EXECUTE ON FUNCTION directory_account_is_only_ours(bigint) TO prm_partner;
"""  # noqa: S608 - nothing in it comes from outside


class IsOnlyOurs(models.Func):
    """True while no other company, the brand owner included, is linked to the account: then its partner keeps it.

    That the brand owner counts too is what keeps a refusal from telling that there is another partner.
    """

    function = "directory_account_is_only_ours"
    output_field = models.BooleanField()
