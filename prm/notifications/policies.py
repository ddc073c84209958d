from prm.core.policies import OWN, Policy

# Between companies; whose of a company's notices they are, visible_to says.
OF_OWN_COMPANY = f"organization_id = {OWN}"
# Nobody writes one for another company's people.
COLLEAGUES = f"SELECT id FROM directory_person WHERE {OF_OWN_COMPANY}"  # noqa: S608
POLICIES = [
    Policy(
        table=f"notifications_{table}",
        partner=OF_OWN_COMPANY,
        brand_owner=OF_OWN_COMPANY,
        partner_check=f"{OF_OWN_COMPANY} AND person_id IN ({COLLEAGUES})",
        brand_owner_check=f"{OF_OWN_COMPANY} AND person_id IN ({COLLEAGUES})",
    )
    for table in ("notice", "noticepreference")
]
