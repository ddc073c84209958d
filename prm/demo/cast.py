"""The named people of the demo, whom the tests know too: one for each role, and an outsider."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Role

BRAND_OWNER = "Gantry"
PARTNER = "Cardinal Systems"
OTHER_PARTNER = "Harborline"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast; `part` says in words whom they play."""

    name: str
    email: str
    role: Role
    organization: str
    job_title: str
    part: str | Promise


ADA = Member(
    name="Ada Whitfield",
    email="ada@gantry.example",
    role=Role.ADMINISTRATOR,
    organization=BRAND_OWNER,
    job_title="Channel Systems Administrator",
    part=_("administrator"),
)
EVE = Member(
    name="Eve Marchetti",
    email="eve@gantry.example",
    role=Role.CHANNEL_EXECUTIVE,
    organization=BRAND_OWNER,
    job_title="Vice President Channels",
    part=_("channel executive"),
)
BEA = Member(
    name="Bea Lindqvist",
    email="bea@gantry.example",
    role=Role.CHANNEL_MANAGER,
    organization=BRAND_OWNER,
    job_title="Channel Manager",
    part=_("channel manager of Cardinal Systems"),
)
ABE = Member(
    name="Abe Sato",
    email="abe@gantry.example",
    role=Role.SALES_AGENT,
    organization=BRAND_OWNER,
    job_title="Sales Agent",
    part=_("sales agent"),
)
PAM = Member(
    name="Pam Okafor",
    email="pam@cardinal.example",
    role=Role.PARTNER_MANAGER,
    organization=PARTNER,
    job_title="Partner Operations Manager",
    part=_("partner manager"),
)
PAT = Member(
    name="Pat Moreau",
    email="pat@cardinal.example",
    role=Role.PARTNER_REP,
    organization=PARTNER,
    job_title="Account Executive",
    part=_("partner rep"),
)
OLGA = Member(
    name="Olga Brandt",
    email="olga@harborline.example",
    role=Role.PARTNER_REP,
    organization=OTHER_PARTNER,
    job_title="Account Executive",
    part=_("another partner's rep"),
)

CAST = (ADA, EVE, BEA, ABE, PAM, PAT, OLGA)


def password() -> str:
    """The one password of the whole cast."""
    return str(settings.DEMO_PASSWORD)
