import prm.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', prm.core.keys.KeyField(db_default=prm.core.keys.RandomKey(), editable=False, max_length=10, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('organization_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('parameters', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('canceled', 'canceled')], default='waiting', max_length=8)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(null=True)),
                ('cancel_asked', models.BooleanField(default=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('leased_until', models.DateTimeField(null=True)),
                ('file', models.CharField(blank=True, help_text='Name in the storage of what it made', max_length=200)),
                ('file_name', models.CharField(blank=True, help_text='Name under which a person downloads it', max_length=120)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'job',
                'indexes': [models.Index(fields=['organization_id', 'person_id', '-created_at'], name='job_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('state__in', ['waiting', 'running'])), models.Q(('finished_at__isnull', False), ('state__in', ['done', 'failed', 'canceled'])), _connector='OR'), name='job_ended_has_time', violation_error_message='A job that has ended has the time when it did.')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', prm.core.keys.KeyField(db_default=prm.core.keys.RandomKey(), editable=False, max_length=10, unique=True)),
                ('organization_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('list', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('shared', models.BooleanField(default=False, verbose_name='shared with my company')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'indexes': [models.Index(fields=['organization_id', 'list'], name='saved_search_of_list')],
                'constraints': [models.UniqueConstraint(fields=('organization_id', 'person_id', 'list', 'name'), name='saved_search_name_once', violation_error_message='You already have a search of this name. Choose another name.')],
            },
        ),
    ]
