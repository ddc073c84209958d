"""A deal without products gets an agent of its territory: the score of the rule alone reaches the passing score.

Where products are named the best expert still wins, and who knows none of them is still not considered. Other people
may have a territory too, so that the rule now asks for the role. A rule that somebody has changed stays as it is.
"""

from typing import Any

from django.db import migrations

NAME, SCORE, OLD_PASSING = "Agents of the territory by product expertise", 30, 50


def fill(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias

    def rows(model: str) -> Any:
        return apps.get_model("assignment", model).objects.using(database)

    for rule in rows("Rule").filter(name=NAME, source="territory", score=SCORE, passing_score=OLD_PASSING, version=1):
        rows("Rule").filter(pk=rule.pk).update(passing_score=SCORE, version=2)
        role = rows("Criterion").create(rule=rule, position=2, compare="person", attribute="role", required="always")
        rows("CriterionValue").create(criterion=role, position=1, content={"value": "sales_agent"})


class Migration(migrations.Migration):
    dependencies = [("assignment", "0003_first_rules")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
