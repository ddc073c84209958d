from django.db import migrations

from prm.core.outbox.policies import POLICIES
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [protect(POLICIES)]
