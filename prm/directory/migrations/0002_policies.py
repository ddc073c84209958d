from django.db import migrations

from prm.directory.policies import POLICIES
from prm.core.policies import protect

TABLES = (
    "directory_organization",
    "directory_person",
    "directory_account",
    "directory_accountpartner",
    "directory_contact",
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [protect(POLICIES, *TABLES)]
