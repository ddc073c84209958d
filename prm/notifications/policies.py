from prm.core.policies import OWN, Policy

# Between companies; whose of a company's notices they are, visible_to says.
POLICIES = [
    Policy(
        table=f"notifications_{table}",
        partner=f"organization_id = {OWN}",
        brand_owner=f"organization_id = {OWN}",
    )
    for table in ("notice", "noticepreference")
]
