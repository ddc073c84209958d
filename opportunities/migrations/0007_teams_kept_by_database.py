import django.db.models.deletion
import prm.core.constraints
from django.db import migrations, models

from opportunities.policies import POLICIES
from opportunities.kept_by_database import FILL, TEAMS_SQL
from prm.core.policies import protect


class Migration(migrations.Migration):
    dependencies = [
        ('directory', '0006_person_moved'),
        ('opportunities', '0006_stage_names_differ'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unattended',
            fields=[
                ('opportunity', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='opportunities.opportunity')),
            ],
        ),
        migrations.AddField(
            model_name='member',
            name='still_open',
            field=models.BooleanField(default=False, editable=False, help_text='The opportunity is open and valid; the database keeps it'),
        ),
        migrations.AddField(
            model_name='unattended',
            name='partner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization'),
        ),
        migrations.AddConstraint(
            model_name='unattended',
            constraint=prm.core.constraints.CompositeForeignKey(columns=('opportunity_id', 'partner_id'), name='unattended_of_partner', references=('id', 'partner_id'), to_table='opportunities_opportunity'),
        ),
        protect(POLICIES, 'opportunities_unattended'),
        migrations.RunSQL([*TEAMS_SQL, *FILL], migrations.RunSQL.noop),
    ]
