from django.db import migrations

from prm.access.typed_forms import TYPED_FORM_SQL


class Migration(migrations.Migration):
    dependencies = [("access", "0002_actor_function")]
    operations = [migrations.RunSQL(TYPED_FORM_SQL, "DROP FUNCTION access_typed_form(text, bigint, text)")]
