from prm.core.policies import OWN, Policy

# Between companies; which of a company's searches a person sees, visible_to says.
POLICIES = [
    Policy(
        table="core_savedsearch",
        partner=f"organization_id = {OWN}",
        brand_owner=f"organization_id = {OWN}",
    ),
]
