import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Accounts are read while the index is made.
    atomic = False
    dependencies = [
        ('directory', '0010_partner_versions'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='accountpartner',
            index=models.Index(fields=['account', 'partner'], name='account_partner_of_account'),
        ),
        migrations.AlterField(
            model_name='accountpartner',
            name='account',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='directory.account'),
        ),
        migrations.AlterField(
            model_name='accountpartner',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='account_links', to='directory.organization'),
        ),
    ]
