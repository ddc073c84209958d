from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import migrations
from django.db.models import F, Func, Value
from django.db.models.functions import Greatest

# What overlaps already becomes one: the first keeps its note and lasts until the last day of all.
UNITE = """
WITH ordered AS (
    SELECT id, person_id, first_day, last_day, max(last_day) OVER (
        PARTITION BY person_id ORDER BY first_day, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS until
    FROM assignment_timeoff
), counted AS (
    SELECT *, count(*) FILTER (WHERE until IS NULL OR first_day > until) OVER (
        PARTITION BY person_id ORDER BY first_day, id
    ) AS part
    FROM ordered
), united AS (
    SELECT (array_agg(id ORDER BY first_day, id))[1] AS id, max(last_day) AS last_day
    FROM counted GROUP BY person_id, part
), gone AS (
    DELETE FROM assignment_timeoff WHERE id NOT IN (SELECT id FROM united)
)
UPDATE assignment_timeoff AS time_off SET last_day = united.last_day
FROM united WHERE united.id = time_off.id AND united.last_day <> time_off.last_day
"""
WHOSE = Func(F("person"), F("person"), Value("[]"), function="int8range", output_field=BigIntegerRangeField())
UNTIL = Greatest(F("first_day"), F("last_day"))
DAYS = Func(F("first_day"), UNTIL, Value("[]"), function="daterange", output_field=DateRangeField())


class Migration(migrations.Migration):
    dependencies = [("assignment", "0005_keys_of_skills_and_time_off")]
    operations = [
        migrations.RunSQL(UNITE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="timeoff",
            constraint=ExclusionConstraint(
                name="time_off_does_not_overlap",
                expressions=[(WHOSE, "&&"), (DAYS, "&&")],
                violation_error_message="These days overlap other time off. Change that one instead.",
            ),
        ),
    ]
