from django.db import migrations

from opportunities.policies import POLICIES
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial")]
    operations = [protect(POLICIES)]
