from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignment", "0006_time_off_does_not_overlap")]
    operations = [
        migrations.AddIndex(
            model_name="assignmentrun",
            index=models.Index(fields=["-started_at", "-key"], name="assignment_run_by_time"),
        ),
    ]
