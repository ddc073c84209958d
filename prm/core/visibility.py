"""Building blocks for `visible_to(actor)`, the first lock on every row.

`among` is right where a list of the rows themselves is read. Rows of another table that are few by another condition
ask for theirs by `EXISTS` instead, as `of_visible` of opportunities does.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Q


class EqualsAny(models.Func):
    """`value = ANY (array)`: keeps the planner on the member index, where EXISTS may walk the date index."""

    output_field = models.BooleanField()
    template = "(%(expressions)s))"
    arg_joiner = " = ANY("


def among(field: str, rows: models.QuerySet[Any]) -> Q:
    """Rows whose `field` is among the single column that `rows` selects."""
    return Q(EqualsAny(models.F(field), ArraySubquery(rows)))


NOTHING = Q(pk__in=())
