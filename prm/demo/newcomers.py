"""People who are invited and have not come in yet, and a partner that is new."""

from __future__ import annotations

from collections.abc import Mapping

from prm.access.invitations.actions import invite_partner, write_invitation
from prm.access.models import Invitation
from prm.core.actor import Actor, Role
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.models import Organization

NEW_PARTNER = "Firebird Conveying"


def invite(actors: Mapping[str, Actor]) -> None:
    """Pam invites a colleague; Bea enters a partner with its first person. The mails lie with the demo's others."""
    pam, bea = actors[cast.PAM.name], actors[cast.BEA.name]
    with acting_as(pam):
        company = Organization.objects.get(pk=pam.organization_id)
        colleague = Invitation(organization=company, name="Desi Calloway", email="desi@cardinal.example")
        colleague.role, colleague.job_title = Role.PARTNER_REP, "Account Executive"
        write_invitation(colleague, actor=pam)
    with acting_as(bea):
        partner = Organization(name=NEW_PARTNER, type=Organization.Type.RESELLER, country="United States", region="MI")
        first = Invitation(name="Tomas Herrera", email="tomas@firebird.example", role=Role.PARTNER_MANAGER)
        first.job_title = "Partner Operations Manager"
        invite_partner(partner, first, actor=bea)
