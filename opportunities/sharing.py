"""To whom an opportunity shows its contact: unrestricted ones to the brand owner, restricted ones to their team.

It stands on the contact, so that no policy and no search has to look at opportunities. Who changes an opportunity may
neither see the contact's other ones nor write the contacts of the other side: the function runs as its owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from opportunities.models import Opportunity
from opportunities.querysets import on_own_team
from prm.core.actor import Actor
from prm.directory.contacts.sight import shows_restricted

# Two who restrict opportunities of the same contact wait for each other: the second one then sees what the first did.
# Taken off its last opportunity a contact that the brand owner knew stays known to it.
SHARE_CONTACTS_SQL = """
CREATE OR REPLACE FUNCTION opportunities_share_contacts(wanted bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM directory_contact c WHERE c.id = ANY (wanted) ORDER BY c.id FOR UPDATE;
    UPDATE directory_contact c SET shared = n.shared
    FROM (
        SELECT k.id, CASE bool_and(o.restricted) WHEN false THEN true WHEN true THEN NULL ELSE k.shared IS TRUE END
            AS shared
        FROM directory_contact k LEFT JOIN opportunities_opportunity o ON o.contact_id = k.id
        WHERE k.id = ANY (wanted) GROUP BY k.id
    ) AS n
    WHERE c.id = n.id AND c.shared IS DISTINCT FROM n.shared;
END
$$;
REVOKE ALL ON FUNCTION opportunities_share_contacts(bigint[]) FROM public;
GRANT EXECUTE ON FUNCTION opportunities_share_contacts(bigint[]) TO prm_partner, prm_brand_owner, prm_system;
"""


def share_contacts(contact_ids: Iterable[int | None]) -> None:
    """Note on these contacts on what kinds of opportunities they stand now; one statement, none without a contact."""
    wanted = sorted({pk for pk in contact_ids if pk is not None})
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute("SELECT opportunities_share_contacts(%s)", [wanted])


@shows_restricted
def contacts_of_own_teams(actor: Actor) -> QuerySet[Any, Any]:
    """Ids of the contacts of restricted opportunities on whose sales team the actor is.

    An administrator beside the team meets them on the opportunity itself, where reading is recorded.
    """
    mine = Opportunity.objects.filter(on_own_team(actor), restricted=True, contact_id__isnull=False)
    return mine.values("contact_id")
