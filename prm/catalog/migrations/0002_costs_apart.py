"""Costs move to a table that partners' database role cannot read.

The emptied column stays for now, so that processes of the version before go on working while this one is rolled out.
"""

import django.db.models.deletion
from django.db import migrations, models

import prm.core.money

MOVE = """
INSERT INTO catalog_productcost (product_id, amount) SELECT id, cost FROM catalog_product WHERE cost IS NOT NULL;
UPDATE catalog_product SET cost = NULL WHERE cost IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name="product", name="product_cost_not_negative"),
                migrations.RemoveField(model_name="product", name="cost"),
            ]
        ),
        migrations.CreateModel(
            name="ProductCost",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="cost",
                        serialize=False,
                        to="catalog.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "amount",
                    prm.core.money.MoneyField(
                        decimal_places=3, help_text="In the company currency", max_digits=18, verbose_name="cost"
                    ),
                ),
            ],
            options={
                "verbose_name": "cost of a product",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="product_cost_amount_not_negative",
                        violation_error_message="A cost is not below 0.",
                    )
                ],
            },
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]
