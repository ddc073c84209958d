from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignment", "0009_rule_cases")]
    operations = [
        migrations.AddIndex(
            model_name="assignmentrun",
            index=models.Index(fields=["-started_at", "-key"], name="assignment_run_by_time"),
        ),
    ]
