from django.db import migrations

from prm.core.outbox.policies import POLICIES
from prm.core.policies import protect

TABLES = (
    "core_outboxevent",
)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [protect(POLICIES, *TABLES)]
