from django.db import migrations

# The contacts of restricted opportunities fall back to their teams, unless they stand on another one.
SHARED_NO_MORE = """
UPDATE directory_contact c SET shared = NULL
WHERE c.id IN (SELECT contact_id FROM opportunities_opportunity WHERE restricted)
AND NOT EXISTS (SELECT FROM opportunities_opportunity o WHERE o.contact_id = c.id AND NOT o.restricted)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("opportunities", "0009_fewer_indexes"),
        ("directory", "0007_contacts_of_restricted"),
    ]

    operations = [migrations.RunSQL(SHARED_NO_MORE, migrations.RunSQL.noop)]
