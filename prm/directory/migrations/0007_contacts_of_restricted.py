from django.db import migrations, models

from prm.core.policies import protect
from prm.directory.policies import POLICIES


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0006_person_moved"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="shared",
            field=models.BooleanField(default=False, null=True),
        ),
        protect(POLICIES, "directory_contact"),
    ]
