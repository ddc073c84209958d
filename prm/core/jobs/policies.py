from prm.core.policies import OWN, Policy

POLICIES = [
    Policy(table="core_job", partner=f"organization_id = {OWN}", brand_owner=f"organization_id = {OWN}"),
]
