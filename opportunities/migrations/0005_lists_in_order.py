from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    # Lists are read while their indexes are made.
    atomic = False
    dependencies = [
        ('opportunities', '0004_work_on_a_deal'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='opportunity',
            index=models.Index(fields=['amount_company', 'key'], name='opportunity_amount_all'),
        ),
        AddIndexConcurrently(
            model_name='opportunity',
            index=models.Index(fields=['name_sort', 'key'], name='opportunity_name_all'),
        ),
        AddIndexConcurrently(
            model_name='opportunity',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['partner', 'close_date', 'key'], name='opportunity_open_close'),
        ),
        AddIndexConcurrently(
            model_name='opportunity',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['close_date', 'key'], name='opportunity_open_close_all'),
        ),
        AddIndexConcurrently(
            model_name='opportunity',
            index=models.Index(condition=models.Q(('restricted', True)), fields=['partner'], name='opportunity_restricted'),
        ),
    ]
