from typing import Any

import django.contrib.postgres.indexes
from django.db import migrations, models

from prm.core.sorting import sort_key


def fold_names(apps: Any, schema_editor: Any) -> None:
    contacts = apps.get_model("directory", "Contact").objects.using(schema_editor.connection.alias)
    batch = []
    for contact in contacts.only("name").iterator(chunk_size=1000):
        contact.name_sort = sort_key(contact.name)
        batch.append(contact)
    contacts.bulk_update(batch, ["name_sort"], batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_policies'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='contact',
            name='name_sort',
            field=models.CharField(default='', editable=False, max_length=240),
            preserve_default=False,
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AddField(
            model_name='contact',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='person',
            name='density',
            field=models.CharField(blank=True, choices=[('', 'dense'), ('roomy', 'roomy')], default='', max_length=5, verbose_name='height of rows'),
        ),
        migrations.AddField(
            model_name='person',
            name='theme',
            field=models.CharField(blank=True, choices=[('', 'as the device'), ('light', 'light'), ('dark', 'dark')], default='', max_length=5, verbose_name='colors'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(condition=models.Q(('domain__gt', '')), fields=['domain'], name='account_by_domain'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['partner', 'name_sort', 'key'], name='contact_by_name'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('name_sort'), 'gin_trgm_ops'), name='contact_name_trigram'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('name_sort'), 'gin_trgm_ops'), name='person_name_trigram'),
        ),
    ]
