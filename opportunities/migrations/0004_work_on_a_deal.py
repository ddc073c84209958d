import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0001_initial'),
        ('directory', '0003_search_and_versions'),
        ('opportunities', '0003_reference_data'),
    ]

    operations = [
        migrations.AddField(
            model_name='opportunity',
            name='close_date_moves',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often the close date was moved'),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='former_primary',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='last_progress_on',
            field=models.DateField(default=django.utils.timezone.localdate, help_text='Last day of an activity or of a change of stage, amount or next step; long ago = idle'),
        ),
        migrations.RunSQL(
            'UPDATE opportunities_opportunity SET last_progress_on = greatest(entered_on, stage_since)', migrations.RunSQL.noop
        ),
        migrations.AddField(
            model_name='opportunity',
            name='lock_reason',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason of the lock'),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='win_asked_at',
            field=models.DateTimeField(blank=True, help_text='A partner closed it as won; the brand owner has not confirmed it yet', null=True),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='win_asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='stage',
            name='confirmed_by_brand_owner',
            field=models.BooleanField(default=False, help_text='For a stage of won deals: when a partner moves a deal here, it waits until the brand owner confirms', verbose_name='confirmed by the brand owner'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(condition=models.Q(('win_asked_at__isnull', False)), fields=['partner', 'win_asked_at'], name='opportunity_win_asked'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('win_asked_at', None), ('win_asked_by', None)), models.Q(('win_asked_at__isnull', False), ('win_asked_by__isnull', False)), _connector='OR'), name='opportunity_win_asked_whole', violation_error_message='Who asked to confirm a win belongs to when.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by_brand_owner', False), ('outcome', 'won'), _connector='OR'), name='stage_only_wins_are_confirmed', violation_error_message='Only a win can wait for the brand owner.'),
        ),
    ]
