"""Row-level security of what companies keep in `access`. Everything else there only the sign-in role reads.

What an invitation promises is what its acceptance makes, so it follows the same rule as a person.
"""

from prm.core.policies import EVERYBODY, OWN, VISIBLE, Policy
from prm.directory.policies import OF_PARTNER, ROLE_OF_ITS_SIDE

POLICIES = [
    Policy(
        table="access_invitation",
        partner=f"organization_id = ANY ({VISIBLE})",
        partner_check=f"organization_id = {OWN} AND {OF_PARTNER}",
        brand_owner=EVERYBODY,
        brand_owner_check=ROLE_OF_ITS_SIDE,
    ),
]
