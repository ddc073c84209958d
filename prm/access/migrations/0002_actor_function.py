from django.db import migrations

from prm.access.actors import ACTOR_SQL


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("directory", "0002_policies")]
    operations = [migrations.RunSQL(ACTOR_SQL, "DROP FUNCTION access_actor(bigint)")]
