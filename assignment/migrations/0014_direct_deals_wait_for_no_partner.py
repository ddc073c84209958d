"""Groups whose rules all look for the channel manager of a partner were noted for direct deals, which have none."""

from django.db import migrations

FORGET = """
DELETE FROM assignment_unassigned AS waiting
USING directory_organization AS seller
WHERE seller.id = waiting.partner_id AND seller.kind = 'brand_owner'
    AND NOT EXISTS (
        SELECT FROM assignment_rule AS rule
        WHERE rule.group_id = waiting.group_id AND rule.source <> 'channel_manager'
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assignment", "0013_unassigned_so_far"),
        ("directory", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
