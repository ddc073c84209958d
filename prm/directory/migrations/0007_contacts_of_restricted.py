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
            field=models.BooleanField(
                default=False, help_text="Put on an opportunity, so that the brand owner sees it", null=True
            ),
        ),
        protect(POLICIES, "directory_contact"),
    ]
