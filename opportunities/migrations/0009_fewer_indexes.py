import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('catalog', '0002_costs_apart'),
        ('directory', '0006_person_moved'),
        ('opportunities', '0008_counted_from_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='member',
            name='added_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        # By name: Django would drop every index of this one column, the unique one that keeps to one lead too.
        migrations.RunSQL(
            'DROP INDEX opportunities_member_opportunity_id_ea1d5ded',
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AlterField(
                    model_name='member',
                    name='opportunity',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='opportunities.opportunity'),
                ),
            ],
        ),
        migrations.AlterField(
            model_name='member',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='member',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='directory.person', verbose_name='person'),
        ),
        migrations.AlterField(
            model_name='memberperiod',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='currency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='catalog.currency', verbose_name='currency'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='entered_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='entered by'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='former_primary',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='loss_reason',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='opportunities.lossreason', verbose_name='loss reason'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='opportunities', to='directory.organization', verbose_name='partner'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='stage',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='opportunities.stage', verbose_name='stage'),
        ),
        migrations.AlterField(
            model_name='opportunity',
            name='win_asked_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AlterField(
            model_name='opportunityhistory',
            name='opportunity',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='history', to='opportunities.opportunity'),
        ),
        migrations.AlterField(
            model_name='opportunityhistory',
            name='organization',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='opportunityhistory',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='opportunitystate',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='opportunitystate',
            name='stage',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opportunities.stage'),
        ),
        migrations.AlterField(
            model_name='revenueline',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AlterField(
            model_name='revenueline',
            name='stage',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opportunities.stage', verbose_name='stage'),
        ),
    ]
