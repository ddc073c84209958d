"""Row-level security of opportunities and everything below them.

A distributor's managers read the deals of the companies below theirs and change none of them.
"""

from prm.core.policies import EVERYBODY, NOT_PRIVATE, OF_OWN_COMPANY, OF_VISIBLE_PARTNER, OWN, Policy

TABLES = ("opportunity", "member", "memberperiod", "opportunitystate", "revenueline", "helprequest")

POLICIES = [
    *(
        Policy(
            table=f"opportunities_{table}",
            partner=OF_VISIBLE_PARTNER,
            partner_check=OF_OWN_COMPANY,
            brand_owner=EVERYBODY,
        )
        for table in TABLES
    ),
    # Written by triggers alone.
    Policy(table="opportunities_unattended", partner=OF_VISIBLE_PARTNER, brand_owner=EVERYBODY),
    # Nobody writes history in another company's name; the rights on the table let nobody rewrite it.
    Policy(
        table="opportunities_opportunityhistory",
        partner=f"{OF_VISIBLE_PARTNER} AND {NOT_PRIVATE}",
        partner_check=f"{OF_OWN_COMPANY} AND organization_id = {OWN}",
        brand_owner=NOT_PRIVATE,
        brand_owner_check=f"organization_id = {OWN}",
    ),
]
