from django.db import migrations, models

from opportunities.team.still_open import MEMBER_JOINS_SQL, OPPORTUNITY_CLOSES_SQL

FROM_OPPORTUNITIES = """
UPDATE opportunities_member AS member SET still_open = true FROM opportunities_opportunity AS opportunity
WHERE opportunity.id = member.opportunity_id AND opportunity.closed_on IS NULL AND NOT opportunity.entered_in_error
"""


class Migration(migrations.Migration):
    dependencies = [('opportunities', '0006_stage_names_differ')]

    operations = [
        migrations.AddField(
            model_name='member',
            name='still_open',
            field=models.BooleanField(default=False, editable=False, help_text='The opportunity is open and valid; the database keeps it'),
        ),
        migrations.RunSQL(MEMBER_JOINS_SQL, 'DROP FUNCTION opportunities_member_joins() CASCADE'),
        migrations.RunSQL(OPPORTUNITY_CLOSES_SQL, 'DROP FUNCTION opportunities_opportunity_closes() CASCADE'),
        migrations.RunSQL(FROM_OPPORTUNITIES, migrations.RunSQL.noop),
    ]
