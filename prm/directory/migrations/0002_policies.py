from django.db import migrations

from prm.directory.policies import POLICIES
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [protect(POLICIES)]
