from prm.core.policies import EVERYBODY, OWN, Policy

# A verb writes events inside its own transaction and reads back only what its own company wrote.
POLICIES = [
    Policy(
        table="core_outboxevent",
        partner=f"organization_id = {OWN}",
        brand_owner=f"organization_id = {OWN}",
        partner_check=EVERYBODY,
        brand_owner_check=EVERYBODY,
    ),
]
