"""What was noted in the history before there was a table: the last time each group found nobody."""

from django.db import migrations

FROM_HISTORY = """
INSERT INTO assignment_unassigned (opportunity_id, partner_id, group_id, since, tried_at, reason)
SELECT opportunity_id, partner_id, group_id, at, at, reason
FROM (
    SELECT DISTINCT ON (history.opportunity_id, known.id)
        history.opportunity_id, history.partner_id, known.id AS group_id, history.at,
        history.parameters -> 'reason' AS reason
    FROM opportunities_opportunityhistory AS history
    JOIN assignment_rulegroup AS known ON known.name = history.parameters ->> 'group'
    WHERE history.verb = 'assignment.nobody'
    ORDER BY history.opportunity_id, known.id, history.at DESC, history.id DESC
) AS last
WHERE reason IS NOT NULL
ON CONFLICT (opportunity_id, group_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assignment", "0012_unassigned_policy"),
        ("opportunities", "0006_stage_names_differ"),
    ]
    operations = [migrations.RunSQL(FROM_HISTORY, migrations.RunSQL.noop)]
