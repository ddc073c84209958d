"""Row-level security of the directory. Territories are reference data that everybody reads."""

from prm.core.policies import EVERYBODY, OF_OWN_COMPANY, OF_VISIBLE_PARTNER, OWN, VISIBLE, Policy

BRAND_OWNER = "(SELECT id FROM directory_organization WHERE kind = 'brand_owner')"

# As EXISTS, so that PostgreSQL looks one account's links up, or gathers all once where many accounts are read.
LINKED = (
    "EXISTS (SELECT FROM directory_accountpartner AS link"
    f" WHERE link.account_id = directory_account.id AND link.partner_id = ANY ({VISIBLE}))"
)

OF_PARTNER = "role IN ('partner_rep', 'partner_manager')"
# Nobody becomes one of the brand owner's people by a role, nor gets a partner's role there.
ROLE_OF_ITS_SIDE = f"({OF_PARTNER}) = (organization_id <> {BRAND_OWNER})"

POLICIES = [
    Policy(
        table="directory_organization",
        partner=f"id = ANY ({VISIBLE}) OR kind = 'brand_owner'",
        brand_owner=EVERYBODY,
        brand_owner_check="kind = 'partner'",
        administrator=EVERYBODY,
    ),
    Policy(
        table="directory_person",
        partner=f"organization_id = ANY ({VISIBLE}) OR organization_id = {BRAND_OWNER}",
        partner_check=f"organization_id = {OWN} AND {OF_PARTNER}",
        brand_owner=EVERYBODY,
        brand_owner_check=ROLE_OF_ITS_SIDE,
        # What people set for themselves; the people of partners are entered, and then left to them.
        brand_owner_changes=f"organization_id = {OWN}",
        administrator=ROLE_OF_ITS_SIDE,
    ),
    Policy(
        table="directory_account",
        # The company that enters an account reads the new row back before its link can exist.
        partner=f"entered_by_id = {OWN} OR {LINKED}",
        partner_check=f"entered_by_id = {OWN}",
        brand_owner=EVERYBODY,
    ),
    Policy(
        table="directory_accountpartner",
        partner=OF_VISIBLE_PARTNER,
        # Nobody links themselves to an account that they do not see; what one enters is seen before its link exists.
        partner_check=f"{OF_OWN_COMPANY} AND account_id IN (SELECT id FROM directory_account)",  # noqa: S608
        brand_owner=EVERYBODY,
    ),
    # A pair may join the accounts of two partners; what compares them runs as the owner.
    Policy(table="directory_accountpair", partner=None, brand_owner=EVERYBODY),
    Policy(
        table="directory_contact",
        # Whose team a restricted opportunity is says the first lock, for its contact as for itself.
        partner=f"partner_id = {OWN} OR ({OF_VISIBLE_PARTNER} AND shared IS NOT FALSE)",
        partner_check=OF_OWN_COMPANY,
        brand_owner=f"partner_id = {OWN} OR shared IS NOT FALSE",
    ),
]
