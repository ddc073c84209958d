"""What must come out of the rules is kept beside them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignment", "0008_first_version")]

    operations = [
        migrations.CreateModel(
            name="RuleCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "content",
                    models.TextField(
                        help_text="As in a case file: opportunity, people, expected. Rules and groups are those of the draft",
                        max_length=100000,
                        verbose_name="case",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule case",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name",),
                        name="rule_case_name_once",
                        violation_error_message="There is already a case of this name.",
                    )
                ],
            },
        ),
    ]
