from django.db import migrations

from prm.core.keys import KeyField


class Migration(migrations.Migration):
    dependencies = [("assignment", "0004_agents_without_products")]
    operations = [
        migrations.AddField(model_name="personskill", name="key", field=KeyField()),
        migrations.AddField(model_name="timeoff", name="key", field=KeyField()),
    ]
