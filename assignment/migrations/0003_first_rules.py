"""Expertise levels and the two rules a new installation starts with."""

from typing import Any

from django.db import migrations

LEVELS = (("Novice", 40), ("Intermediate", 70), ("Expert", 100))


def fill(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias

    def rows(model: str) -> Any:
        return apps.get_model("assignment", model).objects.using(database)

    for order, (name, weight) in enumerate(LEVELS, 1):
        rows("ExpertiseLevel").create(name=name, order=order, weight=weight)
    managers = rows("RuleGroup").create(name="Channel managers", order=1)
    rows("Rule").create(group=managers, name="Channel manager of the partner", source="channel_manager", team_role="Channel manager")
    agents = rows("RuleGroup").create(name="Sales agents", order=2)
    experts = rows("Rule").create(
        group=agents,
        name="Agents of the territory by product expertise",
        source="territory",
        passing_score=50,
        score=30,
        filter="one_best_fit",
        team_role="Sales agent",
        gives_lead=True,
    )
    rows("Criterion").create(rule=experts, position=1, compare="object_to_person", attribute="product_line", required="when_available", score=40)


class Migration(migrations.Migration):
    dependencies = [("assignment", "0002_policies")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
