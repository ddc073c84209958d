from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # People are assigned while the index is made.
    atomic = False
    dependencies = [('opportunities', '0007_members_know_what_is_open')]

    operations = [
        AddIndexConcurrently(
            model_name='member',
            index=models.Index(condition=models.Q(('still_open', True)), fields=['person', 'opportunity'], include=('how',), name='member_still_open'),
        ),
    ]
