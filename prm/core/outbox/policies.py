from prm.core.policies import EVERYBODY, OWN, Policy

# A verb writes events inside its own transaction and reads back only what its own company wrote. Administrators look
# after the events of all companies; what is written before somebody has signed in belongs to no company.
POLICIES = [
    Policy(
        table="core_outboxevent",
        partner=f"organization_id = {OWN}",
        brand_owner=f"organization_id = {OWN}",
        administrator=EVERYBODY,
        sign_in="organization_id IS NULL",
    ),
]
