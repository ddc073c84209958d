from django.db import migrations

from prm.core.policies import protect
from prm.directory.accounts.care import ONLY_OURS_SQL
from prm.directory.duplicates.comparing import COMPARE_SQL
from prm.directory.policies import POLICIES
from prm.directory.searching import ACCOUNT_IDS_LIKE_SQL


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_pairs_of_accounts")]
    operations = [
        protect(POLICIES, "directory_accountpair"),
        migrations.RunSQL(ACCOUNT_IDS_LIKE_SQL, "DROP FUNCTION directory_account_ids_like(text)"),
        migrations.RunSQL(ONLY_OURS_SQL, "DROP FUNCTION directory_account_is_only_ours(bigint)"),
        migrations.RunSQL(COMPARE_SQL, "DROP FUNCTION directory_compare_account(bigint)"),
        # A minute or two for 20,000 accounts; it locks no table.
        migrations.RunSQL("SELECT directory_compare_account(id) FROM directory_account", migrations.RunSQL.noop),
    ]
