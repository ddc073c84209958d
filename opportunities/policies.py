"""Row-level security of opportunities and everything below them."""

from prm.core.policies import EVERYBODY, NOT_PRIVATE, OF_VISIBLE_PARTNER, Policy

CHILDREN = ("member", "memberperiod", "opportunitystate", "revenueline", "helprequest")

POLICIES = [
    Policy(table="opportunities_opportunity", partner=OF_VISIBLE_PARTNER, brand_owner=EVERYBODY),
    *(Policy(table=f"opportunities_{child}", partner=OF_VISIBLE_PARTNER, brand_owner=EVERYBODY) for child in CHILDREN),
    Policy(
        table="opportunities_opportunityhistory",
        partner=f"{OF_VISIBLE_PARTNER} AND {NOT_PRIVATE}",
        brand_owner=NOT_PRIVATE,
    ),
]
