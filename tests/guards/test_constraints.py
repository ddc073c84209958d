"""A constraint has a name and says to a person what is wrong; a form shows these words.

The usual mistakes are `unique=True` and `unique_together`: their names are made up by Django and their words speak of
fields. And on partner data a unique constraint without the partner: "exists already" tells of a hidden row.
"""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.utils.functional import Promise

from prm.core.constraints import CompositeForeignKey
from prm.core.keys import KeyField
from tests.guards.records import columns, own_models
from tests.guards.verdict import judge

UNIQUE_FIELDS = {
    "access.User.email": "the address signs in; allauth's forms refuse a second one in their own words",
    "access.TypedForm.token_hash": "of a random token, nobody types it",
}
UNTRANSLATED = {"outbox_event_done_has_time": "the outbox alone writes these rows; developers read it"}
WITHOUT_PARTNER = {
    "assignment_run_once_an_event": "of an id that the outbox gives; no partner reads or writes runs",
}
# An opportunity belongs to one partner and its id is never shown, so that it stands for the partner.
TENANTS = {"partner", "opportunity", "organization"}


def constraints() -> list[tuple[type[models.Model], models.BaseConstraint]]:
    return [(model, constraint) for model in own_models() for constraint in model._meta.constraints]


def says_it(constraint: models.BaseConstraint) -> bool:
    """A translatable sentence of its own. A tenant key holds between rows that no form lets anybody choose."""
    words = constraint.violation_error_message
    if words == constraint.default_violation_error_message:
        return isinstance(constraint, CompositeForeignKey)
    return isinstance(words, Promise) and str(words).endswith(".")


def test_constraints_speak_to_people() -> None:
    silent = {constraint.name for _, constraint in constraints() if not says_it(constraint)}
    judge(silent, walked=constraints(), excused=UNTRANSLATED)


def test_uniqueness_is_a_named_constraint() -> None:
    written = [model for model in own_models() if not model._meta.auto_created]
    judge((model._meta.label for model in written if model._meta.unique_together), walked=written)
    fields = [(model, field) for model in written for field in model._meta.concrete_fields]
    found = {f"{model._meta.label}.{field.name}" for model, field in fields if is_unnamed(field)}
    judge(found, walked=fields, excused=UNIQUE_FIELDS)


def is_unnamed(field: models.Field[object, object]) -> bool:
    by_rule = field.primary_key or isinstance(field, KeyField | models.OneToOneField)
    return field.unique and not by_rule


def test_unique_on_partner_data_names_the_partner() -> None:
    unique = [
        constraint
        for model, constraint in constraints()
        if isinstance(constraint, models.UniqueConstraint) and {"partner_id", "private_to"} & columns(model)
    ]
    found = {constraint.name for constraint in unique if not TENANTS & set(constraint.fields)}
    judge(found, walked=unique, excused=WITHOUT_PARTNER)


@pytest.mark.django_db
def test_every_declared_one_is_in_the_database() -> None:
    """Dropping a field's index, Django drops each index of that one column, a unique one with a condition too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'")
        present = {name for (name,) in cursor.fetchall()}
    declared = {each.name for model in own_models() for each in (*model._meta.constraints, *model._meta.indexes)}
    judge(declared - present, walked=declared)
