"""Rules get the name that addresses use; what is published of them has a table."""

import django.db.models.deletion
from django.db import migrations, models

import prm.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("assignment", "0006_time_off_does_not_overlap"),
        ("directory", "0005_accounts_found_and_compared"),
    ]

    operations = [
        migrations.AddField(model_name="rule", name="key", field=prm.core.keys.KeyField()),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "content",
                    models.JSONField(
                        help_text="As written by assignment.versions.content", verbose_name="content"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                (
                    "brings_back",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="brings back version"),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.person",
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number",),
                        name="rule_version_number_once",
                        violation_error_message="This version was published already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("brings_back", None), ("brings_back__lt", models.F("number")), _connector="OR"
                        ),
                        name="rule_version_brings_back_an_older_one",
                        violation_error_message="Only an older version can be brought back.",
                    ),
                ],
            },
        ),
    ]
