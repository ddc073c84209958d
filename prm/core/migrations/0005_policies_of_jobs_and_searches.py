from django.db import migrations

from prm.core.jobs import policies as jobs
from prm.core.policies import protect
from prm.core.saved_searches import policies as saved_searches


class Migration(migrations.Migration):
    dependencies = [("core", "0004_jobs_and_saved_searches")]
    operations = [protect([*jobs.POLICIES, *saved_searches.POLICIES], "core_job", "core_savedsearch")]
