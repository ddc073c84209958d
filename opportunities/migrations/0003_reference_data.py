"""The stages, sources and loss reasons a new installation starts with; administrators change them in the admin."""

from typing import Any

from django.db import migrations

STAGES = (
    ("prospecting", "Prospecting", 10, "open", []),
    ("qualification", "Qualification", 25, "open", []),
    ("proposal", "Proposal", 50, "open", ["amount"]),
    ("negotiation", "Negotiation", 75, "open", ["amount"]),
    ("won", "Won", 100, "won", ["amount"]),
    ("lost", "Lost", 0, "lost", ["loss_reason"]),
)
SOURCES = (
    ("trade_show", "Trade show"),
    ("web", "Web"),
    ("referral", "Referral"),
    ("campaign", "Campaign"),
    ("existing_customer", "Existing customer"),
    ("other", "Other"),
)
LOSS_REASONS = (
    ("price", "Price"),
    ("product_fit", "Product did not fit"),
    ("competitor", "Competitor preferred"),
    ("no_budget", "No budget"),
    ("no_decision", "No decision"),
    ("timing", "Timing"),
    ("not_recorded", "Not recorded"),
    ("other", "Other"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias
    stage = apps.get_model("opportunities", "Stage").objects.using(database)
    for order, (code, name, probability, outcome, required) in enumerate(STAGES, 1):
        stage.create(code=code, name=name, order=order, probability=probability, outcome=outcome, required_fields=required)
    for model, rows in (("Source", SOURCES), ("LossReason", LOSS_REASONS)):
        for order, (code, name) in enumerate(rows, 1):
            apps.get_model("opportunities", model).objects.using(database).create(code=code, name=name, order=order)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_policies")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
